// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.Span;
import org.jspecify.annotations.Nullable;

/** Tagged sentences as OpenNLP has them, and as we do. */
public final class NameSamples {

  private NameSamples() {}

  /**
   * A sentence of ours for OpenNLP.
   *
   * @param startsDocument whether name finders that adapt are to forget what came before
   * @throws CanException if words of the sentence are not annotated, which OpenNLP cannot say
   */
  public static NameSample toOpenNlp(TaggedSentence sentence, boolean startsDocument) {
    if (!sentence.unannotated().isEmpty()) {
      throw new CanException(
          "'"
              + String.join(" ", sentence.tokens())
              + "' holds words that are not annotated (tag _), which OpenNLP would take for words"
              + " in no name");
    }
    return new NameSample(
        sentence.tokens().toArray(String[]::new),
        sentence.mentions().stream()
            .map(mention -> new Span(mention.start(), mention.end(), mention.type()))
            .toArray(Span[]::new),
        startsDocument);
  }

  /**
   * A sentence of OpenNLP for us, in Unicode normal form C as all our text is. A name without a
   * type gets OpenNLP's {@value NameSample#DEFAULT_TYPE}. Where a document starts is not kept.
   *
   * @throws CanException if a token is empty
   */
  public static TaggedSentence fromOpenNlp(NameSample sample) {
    List<String> tokens =
        Arrays.stream(sample.getSentence())
            .map(token -> Normalizer.normalize(token, Normalizer.Form.NFC))
            .toList();
    if (tokens.contains("")) {
      throw new CanException(
          "token " + tokens.indexOf("") + " of '" + String.join(" ", tokens) + "' is empty");
    }
    List<Mention> mentions = new ArrayList<>();
    for (Span name : sample.getNames()) {
      @Nullable String type = name.getType();
      mentions.add(
          Mention.gold(
              name.getStart(), name.getEnd(), type == null ? NameSample.DEFAULT_TYPE : type));
    }
    return new TaggedSentence(tokens, mentions);
  }
}
