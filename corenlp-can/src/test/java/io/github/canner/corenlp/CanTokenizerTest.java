// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.process.TokenizerFactory;
import edu.stanford.nlp.util.CoreMap;
import edu.stanford.nlp.util.PropertiesUtils;
import io.github.canner.CanException;
import io.github.canner.text.WordTokenizer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanTokenizerTest {

  /** What CoreNLP's own tokenizer makes of such text is in the last column. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EU:n 1980-luku.   | EU:n 1980-luku .    | EU : n 1980 - luku .",
        "Finland's cannot  | Finland's cannot    | Finland 's can not",
        "Ng'ang'a alilala. | Ng'ang'a alilala .  | Ng'ang'a alilala .",
        "वे आए। हम गए।     | वे आए । / हम गए ।    | वे आए । हम गए ।",
        "ከተማ። ደህና።       | ከተማ ። / ደህና ።       | ከተማ ደህና"
      })
  void keeps_words_whole_and_ends_sentences_where_corenlp_does_not(
      String text, String ours, String stock) {
    assertThat(cut(text)).isEqualTo(ours);
    assertThat(cut(PropertiesUtils.asProperties("annotators", "tokenize"), text)).isEqualTo(stock);
  }

  @Test
  void keeps_the_options_of_a_factory_that_is_asked_for_more() {
    TokenizerFactory<CoreLabel> factory =
        CanTokenizerFactory.newCoreLabelTokenizerFactory("words=split");

    assertThat(factory.getTokenizer(new StringReader("Covid-19\n"), "tokenizeNLs").tokenize())
        .extracting(CoreLabel::word)
        .containsExactly("Covid", "-", "19", "*NL*");
  }

  @Test
  void takes_no_options_for_the_usual_ones() {
    assertThat(
            CanTokenizerFactory.newCoreLabelTokenizerFactory("")
                .getTokenizer(new StringReader("EU:n Covid-19"), "")
                .tokenize())
        .extracting(CoreLabel::word)
        .containsExactly("EU:n", "Covid-19");
  }

  @Test
  void splits_off_every_mark_if_told_so() {
    assertThat(cut("Covid-19, ng'ombe 160,000.", "words", "split"))
        .isEqualTo("Covid - 19 , ng'ombe 160 , 000 .");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Tuli 5. tammikuuta. Lähti 3.5. klo 7! Niinkö? | Tuli 5 . tammikuuta . / Lähti 3.5 . klo 7"
            + " ! / Niinkö ?",
        "Hän sanoi: \"Mene.\" Minä menin.   | Hän sanoi : \" Mene . \" / Minä menin .",
        "(Niin.) Ja: 12.30 ja www.yle.fi. B | ( Niin . ) / Ja : 12.30 ja www.yle.fi . / B",
        "Loppu!!! Ei... vielä. Å. Åkesson   | Loppu ! ! ! / Ei ... vielä . / Å. Åkesson"
      })
  void ends_sentences_at_marks_before_white_space_and_no_small_letter(String text, String cut) {
    assertThat(cut(text)).isEqualTo(cut);
  }

  @Test
  void ends_sentences_at_empty_lines() {
    String text = "Otsikko\n\nPekka\nnukkui\r\n\r\nhyvin";

    assertThat(cut(text)).isEqualTo("Otsikko / Pekka nukkui / hyvin");
    assertThat(cut(text, "newlineIsSentenceBreak", "never"))
        .isEqualTo("Otsikko Pekka nukkui hyvin");
    assertThat(cut(text, "newlineIsSentenceBreak", "always"))
        .isEqualTo("Otsikko / Pekka / nukkui / hyvin");
  }

  @Test
  void keeps_the_white_space_around_empty_lines() {
    List<CoreLabel> tokens =
        new StanfordCoreNLP(properties())
            .process("Otsikko  \n\n  Pekka nukkui")
            .get(CoreAnnotations.TokensAnnotation.class);

    assertThat(tokens).extracting(CoreLabel::after).containsExactly("  \n\n  ", " ", "");
    assertThat(tokens).extracting(CoreLabel::before).containsExactly("", "  \n\n  ", " ");
  }

  @Test
  void takes_a_line_for_a_sentence_if_told_so() {
    assertThat(cut("Tuli. Lähti.\nNukkui.", "eolonly", "true"))
        .isEqualTo("Tuli . Lähti . / Nukkui .");
  }

  @Test
  void takes_a_document_for_a_sentence_if_told_so() {
    assertThat(cut("Tuli. Lähti.\n\nNukkui.", "isOneSentence", "true"))
        .isEqualTo("Tuli . Lähti . Nukkui .");
  }

  @Test
  void ends_sentences_at_other_marks_if_told_so() {
    assertThat(cut("Tuli; Lähti. Nukkui", "boundaryTokenRegex", ";"))
        .isEqualTo("Tuli ; / Lähti . Nukkui");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  Ai\u0308no \t Virtanen\u00a0(EU:n) \r\n\r\n tuli.  ",
        "O\u0323\u0300gbe\u0301ni Ade\u0301 lo\u0323",
        "\u1112\u1161\u11ab\u1100\u1173\u11af 한글.",
        "🙂 👩‍🚀x \u200b Å\u0323B",
        "\u0301a \u0301",
        "",
        " \n "
      })
  void points_into_the_text_of_the_user(String text) {
    assertOffsets(text);
  }

  @Test
  void points_into_any_text() {
    Random random = new Random(7);
    int[] characters = {
      'a', 'E', ' ', '\n', '\r', '.', '\'', '-', '5', 0x308, 0x301, 0x323, 0xe9, 0x1112, 0x1161,
      0x11ab, 0x9c7, 0x9be, 0x1f642, 0x200d, 0x200b, 0xa0, 0x2028, 0x212b, 0xfb01, 0x1e69, 0x45d
    };
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.appendCodePoint(characters[random.nextInt(characters.length)]);
      }
      assertOffsets(text.toString());
    }
  }

  /** That tokens are those of the tokenizer, and all text is in a token or between two. */
  private static void assertOffsets(String text) {
    List<CoreLabel> tokens = new ForeignTokens(WordTokenizer.foreign(), false).of(text);

    assertThat(tokens)
        .extracting(CoreLabel::word)
        .containsExactlyElementsOf(WordTokenizer.foreign().tokenize(text));
    int at = 0;
    for (CoreLabel token : tokens) {
      assertThat(token.beginPosition()).isGreaterThanOrEqualTo(at);
      assertThat(token.before()).isEqualTo(text.substring(at, token.beginPosition()));
      at = token.endPosition();
      assertThat(token.originalText()).isEqualTo(text.substring(token.beginPosition(), at));
      assertThat(Normalizer.normalize(token.originalText(), Normalizer.Form.NFC))
          .isEqualTo(token.word());
    }
    if (!tokens.isEmpty()) {
      assertThat(tokens.get(tokens.size() - 1).after()).isEqualTo(text.substring(at));
    }
  }

  @Test
  void leads_to_mentions_that_point_into_the_text_of_the_user(@TempDir Path directory)
      throws IOException {
    Path file = Files.write(directory.resolve("names.can"), List.of("Äijä=PER", "EU:n=ORG"));
    Properties properties = properties("newlineIsSentenceBreak", "always");
    properties.setProperty("annotators", "cantok,can");
    properties.setProperty("customAnnotatorClass.can", CanAnnotator.class.getName());
    properties.setProperty("can.model", file.toString());
    String text = "Tuli\n  (A\u0308ija\u0308), EU:n mies.";

    Annotation document = new StanfordCoreNLP(properties).process(text);

    assertThat(document.get(CoreAnnotations.MentionsAnnotation.class))
        .extracting(
            mention -> mention.get(CoreAnnotations.TextAnnotation.class),
            mention -> mention.get(CoreAnnotations.CharacterOffsetBeginAnnotation.class),
            mention -> mention.get(CoreAnnotations.TokenBeginAnnotation.class),
            mention -> mention.get(CoreAnnotations.SentenceIndexAnnotation.class))
        .containsExactly(tuple("A\u0308ija\u0308", 8, 2, 1), tuple("EU:n", 17, 5, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "words, whole, expected joined or split",
    "newlineIsSentenceBreak, one, 'expected always, never or two'",
    "eolonly, maybe, expected true or false",
    "boundaryTokenRegex, (, expected a regular expression"
  })
  void says_what_it_expects_of_a_value(String name, String value, String expected) {
    assertThatThrownBy(() -> new CanTokenizerAnnotator("cantok", properties(name, value)))
        .isInstanceOf(CanException.class)
        .hasMessage("cantok." + name + " = " + value + ": " + expected);
  }

  @Test
  void refuses_properties_that_it_does_not_know() {
    assertThatThrownBy(() -> new CanTokenizerAnnotator("cantok", properties("language", "fi")))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith("cantok.language: unknown property; expected one of cantok.words,");
  }

  @Test
  void asks_for_text() {
    CanTokenizerAnnotator annotator = new CanTokenizerAnnotator("cantok", properties());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> annotator.annotate(new Annotation((String) null)))
        .withMessageContaining("no text");
  }

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    properties.setProperty("annotators", "cantok");
    properties.setProperty("customAnnotatorClass.cantok", CanTokenizerAnnotator.class.getName());
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty("cantok." + pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  private static String cut(String text, String... pairs) {
    return cut(properties(pairs), text);
  }

  private static String cut(Properties properties, String text) {
    return new StanfordCoreNLP(properties)
        .process(text).get(CoreAnnotations.SentencesAnnotation.class).stream()
            .map(CanTokenizerTest::words)
            .collect(Collectors.joining(" / "));
  }

  private static String words(CoreMap sentence) {
    return sentence.get(CoreAnnotations.TokensAnnotation.class).stream()
        .map(CoreLabel::word)
        .collect(Collectors.joining(" "));
  }
}
