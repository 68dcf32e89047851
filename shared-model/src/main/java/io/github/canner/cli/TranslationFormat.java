// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canner.text.Detokenizer;
import io.github.canner.translate.Translation;

/** How {@code can translate} shows the alignment. */
enum TranslationFormat {
  /** Not at all: English as running text. */
  NONE {
    @Override
    String line(Translation translation) {
      return Detokenizer.english().join(translation.english());
    }
  },

  /**
   * {@code words<TAB>English words<TAB>i-j ...}: for each English word j the source word i with the
   * strongest attention, both from 0.
   */
  PHARAOH {
    @Override
    String line(Translation translation) {
      StringBuilder links = new StringBuilder();
      float[][] alignment = translation.alignment();
      for (int j = 0; j < alignment.length; j++) {
        links.append(j == 0 ? "" : " ").append(Translation.strongest(alignment[j]));
        links.append('-').append(j);
      }
      return String.join(" ", translation.source())
          + '\t'
          + String.join(" ", translation.english())
          + '\t'
          + links;
    }
  },

  /** An object a line with the words of both sides, the attention and the score. */
  JSON {
    @Override
    String line(Translation translation) {
      ObjectNode object = JsonText.object();
      object.set("source", JsonText.array(translation.source()));
      object.set("english", JsonText.array(translation.english()));
      object.put("text", Detokenizer.english().join(translation.english()));
      object.put("score", JsonText.rounded(translation.score()));
      ArrayNode rows = object.putArray("alignment");
      for (float[] row : translation.alignment()) {
        ArrayNode values = rows.addArray();
        for (float value : row) {
          values.add(JsonText.rounded(value));
        }
      }
      return JsonText.line(object);
    }
  };

  /** A translation in a line, without its end. */
  abstract String line(Translation translation);
}
