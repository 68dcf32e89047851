// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.PropertiesUtils;
import edu.stanford.nlp.util.Triple;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.corenlp.CanSequenceClassifier;
import io.github.canner.corenlp.CanTokenizerAnnotator;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The default model on text as people write it, which Canner's own tokenizer cuts. */
class CoreNlpClassifierTest {
  private static final String TEXT =
      FinnishText.SENTENCES.stream()
          .map(tokens -> String.join(" ", tokens).replace(" .", ".").replace(" ,", ","))
          .collect(Collectors.joining(" "));

  private static List<Triple<String, Integer, Integer>> expected;

  /** What the model finds in the same sentences, tokenised, and where that stands in the text. */
  @BeforeAll
  static void ask_the_model() {
    expected = new ArrayList<>();
    int at = 0;
    try (CanModel model = CanModel.loadDefault()) {
      for (List<String> tokens : FinnishText.SENTENCES) {
        List<Integer> starts = new ArrayList<>();
        for (String token : tokens) {
          at = TEXT.indexOf(token, at);
          starts.add(at);
          at += token.length();
        }
        for (Mention mention : model.tag(tokens)) {
          int last = mention.end() - 1;
          expected.add(
              new Triple<>(
                  mention.type(),
                  starts.get(mention.start()),
                  starts.get(last) + tokens.get(last).length()));
        }
      }
    }
  }

  @Test
  void a_classifier_finds_in_raw_text_what_the_model_finds_in_its_tokens() {
    assertThat(
            new CanSequenceClassifier(
                    PropertiesUtils.asProperties("can.model", "default", "can.types", ""))
                .classifyToCharacterOffsets(TEXT))
        .isEqualTo(expected);
  }

  @Test
  void a_pipeline_finds_in_raw_text_what_the_model_finds_in_its_tokens() {
    Properties properties = CanProperties.withTypesOfTheModel();
    properties.setProperty("annotators", "cantok,can");
    properties.setProperty("customAnnotatorClass.cantok", CanTokenizerAnnotator.class.getName());
    CoreDocument document = new StanfordCoreNLP(properties).processToCoreDocument(TEXT);

    assertThat(document.entityMentions())
        .extracting(
            mention ->
                new Triple<>(
                    mention.entityType(),
                    mention.charOffsets().first(),
                    mention.charOffsets().second()))
        .isEqualTo(expected);
    assertThat(document.sentences()).hasSameSizeAs(FinnishText.SENTENCES);
  }
}
