// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canner.Mention;
import io.github.canner.corpus.ConllWriter;
import io.github.canner.corpus.TaggedSentence;
import java.io.IOException;
import java.io.Writer;

/** How tagged sentences are written. */
enum MentionFormat {
  /** {@code token<TAB>tag} lines in IOB2, a blank line after each sentence. */
  CONLL {
    @Override
    void write(Writer writer, TaggedSentence sentence) {
      ConllWriter.write(writer, sentence);
    }
  },

  /** An object a line: tokens, and mentions with start, end, type, text and probability. */
  JSON {
    @Override
    void write(Writer writer, TaggedSentence sentence) throws IOException {
      ObjectNode object = JsonText.object();
      object.set("tokens", JsonText.array(sentence.tokens()));
      ArrayNode mentions = object.putArray("mentions");
      for (Mention mention : sentence.mentions()) {
        mentions
            .addObject()
            .put("start", mention.start())
            .put("end", mention.end())
            .put("type", mention.type())
            .put("text", sentence.textOf(mention))
            .put("probability", JsonText.rounded(mention.probability()));
      }
      writer.append(JsonText.line(object)).append('\n');
    }
  },

  /** The sentence in a line with its mentions in brackets, for people. */
  INLINE {
    @Override
    void write(Writer writer, TaggedSentence sentence) throws IOException {
      writer.append(inline(sentence)).append('\n');
    }
  };

  /** Writes one sentence. */
  abstract void write(Writer writer, TaggedSentence sentence) throws IOException;

  /** A sentence such as {@code [PER Aino Salmela] lives in [LOC Turku] .}. */
  static String inline(TaggedSentence sentence) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (Mention mention : sentence.mentions()) {
      words(text, sentence, next, mention.start());
      text.append(text.isEmpty() ? "" : " ").append('[').append(mention.type()).append(' ');
      text.append(sentence.textOf(mention)).append(']');
      next = mention.end();
    }
    words(text, sentence, next, sentence.tokens().size());
    return text.toString();
  }

  private static void words(StringBuilder text, TaggedSentence sentence, int from, int to) {
    for (String token : sentence.tokens().subList(from, to)) {
      text.append(text.isEmpty() ? "" : " ").append(token);
    }
  }
}
