// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.CoreSentence;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import io.github.canner.Mention;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CoreNlpPipelineTest extends NerContractTest {
  private static final Map<String, String> USUAL_TYPES =
      Map.of("PER", "PERSON", "LOC", "LOCATION", "ORG", "ORGANIZATION");

  private static StanfordCoreNLP pipeline;

  @BeforeAll
  static void make_a_pipeline() {
    pipeline = new StanfordCoreNLP(CanProperties.withTypesOfTheModel());
  }

  @Override
  List<List<Mention>> inHost(List<List<String>> sentences) {
    return annotate(pipeline, sentences).sentences().stream()
        .map(CoreNlpPipelineTest::mentions)
        .toList();
  }

  @Test
  void names_types_as_other_annotators_do_unless_told_otherwise() {
    CoreDocument document =
        annotate(new StanfordCoreNLP(CanProperties.usual()), FinnishText.SENTENCES);

    assertThat(document.entityMentions())
        .extracting(CoreEntityMention::entityType)
        .containsExactlyElementsOf(
            inModel(FinnishText.SENTENCES).stream()
                .flatMap(List::stream)
                .map(mention -> USUAL_TYPES.getOrDefault(mention.type(), mention.type()))
                .toList());
  }

  @Test
  void points_into_the_text_of_the_user() {
    String text = "  Anna   Virtanen \n\n tuli Tampereelle";
    CoreDocument document = pipeline.processToCoreDocument(text);

    assertThat(document.entityMentions())
        .allSatisfy(
            mention ->
                assertThat(mention.text())
                    .isEqualTo(
                        text.substring(
                            mention.charOffsets().first(), mention.charOffsets().second())));
    assertThat(document.tokens()).hasSize(4);
  }

  private static CoreDocument annotate(StanfordCoreNLP pipeline, List<List<String>> sentences) {
    return pipeline.processToCoreDocument(FinnishText.join(sentences));
  }

  private static List<Mention> mentions(CoreSentence sentence) {
    int begin = sentence.coreMap().get(CoreAnnotations.TokenBeginAnnotation.class);
    return sentence.entityMentions().stream().map(mention -> mention(mention, begin)).toList();
  }

  private static Mention mention(CoreEntityMention mention, int begin) {
    CoreMap map = mention.coreMap();
    return new Mention(
        map.get(CoreAnnotations.TokenBeginAnnotation.class) - begin,
        map.get(CoreAnnotations.TokenEndAnnotation.class) - begin,
        mention.entityType(),
        mention.entityTypeConfidences().get(mention.entityType()));
  }
}
