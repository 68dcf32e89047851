// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ie.AbstractSequenceClassifier;
import edu.stanford.nlp.ie.NERClassifierCombiner;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.NERCombinerAnnotator;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import edu.stanford.nlp.util.PropertiesUtils;
import edu.stanford.nlp.util.Triple;
import io.github.canner.CanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanSequenceClassifierTest {
  private static final String TEXT =
      "Aino Virtanen  (EU:n jäsen) ja Pekka\nnukkuivat. Pohjola heräsi!";

  private Properties properties;
  private AbstractSequenceClassifier<CoreLabel> classifier;

  @BeforeEach
  void write_a_model(@TempDir Path directory) throws IOException {
    Path file =
        Files.write(
            directory.resolve("names.can"),
            List.of("Aino Virtanen=PER", "Pekka=PER", "Jussi=PER", "Pohjola=GEO-LOC", "EU:n=ORG"));
    properties = PropertiesUtils.asProperties("can.model", file.toString());
    classifier = new CanSequenceClassifier(properties);
  }

  @Test
  void finds_mentions_by_their_place_in_the_text() {
    assertThat(classifier.classifyToCharacterOffsets(TEXT))
        .containsExactly(
            new Triple<>("PERSON", 0, 13),
            new Triple<>("ORGANIZATION", 16, 20),
            new Triple<>("PERSON", 31, 36),
            new Triple<>("GEO-LOC", 48, 55));
  }

  @Test
  void keeps_adjacent_mentions_of_one_type_apart() {
    assertThat(classifier.classifyToCharacterOffsets("Pekka Jussi"))
        .containsExactly(new Triple<>("PERSON", 0, 5), new Triple<>("PERSON", 6, 11));
    assertThat(classifier.classifyWithInlineXML("Pekka Jussi"))
        .isEqualTo("<PERSON>Pekka</PERSON> <PERSON>Jussi</PERSON>");
  }

  @Test
  void writes_the_text_with_tags() {
    assertThat(classifier.classifyWithInlineXML(TEXT))
        .isEqualTo(
            "<PERSON>Aino Virtanen</PERSON>  (<ORGANIZATION>EU:n</ORGANIZATION> jäsen) ja"
                + " <PERSON>Pekka</PERSON>\n"
                + "nukkuivat. <GEO-LOC>Pohjola</GEO-LOC> heräsi!");
  }

  @Test
  void writes_the_same_tags_as_corenlp_where_no_mentions_touch() {
    assertThat(classifier.classifyWithInlineXML(TEXT))
        .isEqualTo(classifier.classifyToString(TEXT, "inlineXML", true));
  }

  @Test
  void writes_the_other_formats_of_corenlp() {
    assertThat(classifier.classifyToString("Pekka nukkuu .", "slashTags", false).strip())
        .isEqualTo("Pekka/PERSON nukkuu/O ./O");
    assertThat(classifier.classifyToString("Pekka nukkuu .", "tsv", false).strip())
        .isEqualTo("Pekka\tPERSON\nnukkuu\tO\n.\tO");
  }

  @Test
  void answers_every_token_of_every_sentence() {
    List<List<CoreLabel>> sentences = classifier.classify(TEXT);

    assertThat(sentences).hasSize(2);
    assertThat(sentences.get(0))
        .extracting(token -> token.get(CoreAnnotations.AnswerAnnotation.class))
        .containsExactly(
            "PERSON", "PERSON", "O", "ORGANIZATION", "O", "O", "O", "PERSON", "O", "O");
    assertThat(sentences.get(0))
        .extracting(token -> token.get(CoreAnnotations.AnswerProbAnnotation.class))
        .startsWith(1 / 3.0, 1 / 3.0, 0.75, 0.5);
  }

  @Test
  void answers_a_sentence_of_words() {
    List<CoreLabel> sentence =
        classifier.classifySentence(
            List.of("Pekka", "nukkuu").stream().map(CoreLabel::wordFromString).toList());

    assertThat(sentence)
        .extracting(token -> token.get(CoreAnnotations.AnswerAnnotation.class))
        .containsExactly("PERSON", "O");
  }

  @Test
  void sends_all_sentences_of_a_text_to_the_model_together() throws IOException {
    classifier.classifyToCharacterOffsets("Pekka nukkuu. ".repeat(10));

    assertThat(
            GazetteerLoader.last(Path.of(properties.getProperty("can.model")))
                .orElseThrow()
                .batches())
        .containsExactly(10);
  }

  @Test
  void finds_nothing_in_nothing() {
    assertThat(classifier.classifyToCharacterOffsets(" \n")).isEmpty();
    assertThat(classifier.classifyWithInlineXML(" \n")).isEqualTo(" \n");
    assertThat(classifier.classify("")).isEmpty();
  }

  @Test
  void cuts_sentences_as_the_annotator_does() {
    assertThat(sentences("Pekka nukkui 5. tammikuuta. Heräsi."))
        .containsExactly("Pekka nukkui 5 . tammikuuta .", "Heräsi .");
    assertThat(sentences("Otsikko\n\nPekka nukkui")).containsExactly("Otsikko", "Pekka nukkui");
    properties.setProperty("tokenizerOptions", "words=split");
    classifier = new CanSequenceClassifier(properties);
    assertThat(sentences("1.1.1980 Pekka nukkui.")).containsExactly("1 . 1 . 1980 Pekka nukkui .");
  }

  private List<String> sentences(String text) {
    return classifier.classify(text).stream()
        .map(tokens -> tokens.stream().map(CoreLabel::word).collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void leaves_sentences_to_corenlp_where_another_tokenizer_is_named() {
    properties.setProperty("tokenizerFactory", "edu.stanford.nlp.process.WhitespaceTokenizer");
    classifier = new CanSequenceClassifier(properties);

    assertThat(sentences("Tuli 5. päivä . Pekka nukkui"))
        .containsExactly("Tuli 5. päivä .", "Pekka nukkui");
  }

  @Test
  void cuts_text_as_told() {
    assertThat(
            new CanSequenceClassifier(
                    PropertiesUtils.asProperties(
                        "can.model",
                        properties.getProperty("can.model"),
                        "tokenizerOptions",
                        "words=split"))
                .classifyToCharacterOffsets("EU:n Pekka"))
        .containsExactly(new Triple<>("PERSON", 5, 10));
    assertThatThrownBy(
            () ->
                new CanSequenceClassifier(
                        PropertiesUtils.asProperties(
                            "can.model",
                            properties.getProperty("can.model"),
                            "tokenizerOptions",
                            "words=whole"))
                    .classify("Pekka"))
        .rootCause()
        .isInstanceOf(CanException.class)
        .hasMessage("words = whole: expected joined or split");
  }

  @Test
  void refuses_options_that_only_an_annotator_has() {
    properties.setProperty("can.overwrite", "false");

    assertThatThrownBy(() -> new CanSequenceClassifier(properties))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith("can.overwrite: unknown property; expected one of can.model");
  }

  @Test
  void says_where_training_and_files_are_to_be_found() {
    assertThatThrownBy(() -> classifier.train(List.of(), null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("can train");
    assertThatThrownBy(() -> classifier.serializeClassifier("model.ser"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("names.can");
  }

  @Test
  void works_beside_the_numbers_of_corenlp() throws IOException {
    Annotation document =
        new StanfordCoreNLP(
                PropertiesUtils.asProperties(
                    "annotators", "tokenize", "tokenize.whitespace", "true"))
            .process("Pekka paid $ 12 for 3 of Pohjola");
    for (CoreLabel token : document.get(CoreAnnotations.TokensAnnotation.class)) {
      // as a part-of-speech tagger would
      token.setTag(token.word().matches("\\d+") ? "CD" : token.word().matches("\\W") ? "SYM" : "X");
    }
    new NERCombinerAnnotator(
            new NERClassifierCombiner(true, false, classifier),
            false,
            1,
            0,
            Integer.MAX_VALUE,
            false,
            true)
        .annotate(document);

    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(CoreLabel::ner)
        .containsExactly("PERSON", "O", "MONEY", "MONEY", "O", "NUMBER", "O", "GEO-LOC");
    List<CoreMap> mentions = document.get(CoreAnnotations.MentionsAnnotation.class);
    assertThat(mentions)
        .extracting(
            mention -> mention.get(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class))
        .contains("$12.0", "3.0");
    assertThat(mentions.get(0).get(CoreAnnotations.NamedEntityTagProbsAnnotation.class))
        .containsEntry("PERSON", 0.5);
  }
}
