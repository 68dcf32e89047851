// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.Mention;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.TaggedSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameSamplesTest {
  private static final TaggedSentence SENTENCE =
      new TaggedSentence(
          List.of("Aino", "Virtanen", "Pekka", "lensi", "New", "Yorkiin"),
          List.of(
              Mention.gold(0, 2, "PER"), Mention.gold(2, 3, "PER"), Mention.gold(4, 6, "GEO-LOC")));

  @Test
  void loses_nothing_on_the_way_to_opennlp_and_back() {
    NameSample sample = NameSamples.toOpenNlp(SENTENCE, true);

    assertThat(sample.getNames())
        .containsExactly(new Span(0, 2, "PER"), new Span(2, 3, "PER"), new Span(4, 6, "GEO-LOC"));
    assertThat(sample.isClearAdaptiveDataSet()).isTrue();
    assertThat(NameSamples.fromOpenNlp(sample)).isEqualTo(SENTENCE);
  }

  @Test
  void loses_nothing_on_the_way_from_opennlp_and_back() {
    NameSample sample =
        new NameSample(
            new String[] {"Pekka", "nukkui"}, new Span[] {new Span(0, 1, "person")}, false);

    assertThat(NameSamples.toOpenNlp(NameSamples.fromOpenNlp(sample), false)).isEqualTo(sample);
  }

  @Test
  void calls_a_name_without_a_type_what_opennlp_calls_it() throws IOException {
    NameSample sample = NameSample.parse("<START> Pekka <END> nukkui", false);
    NameSample typeless =
        new NameSample(new String[] {"Pekka"}, new Span[] {new Span(0, 1)}, false);

    assertThat(NameSamples.fromOpenNlp(sample).mentions())
        .containsExactly(Mention.gold(0, 1, "default"));
    assertThat(NameSamples.fromOpenNlp(typeless).mentions())
        .containsExactly(Mention.gold(0, 1, "default"));
  }

  @Test
  void refuses_words_of_which_opennlp_would_say_that_they_are_in_no_name() {
    TaggedSentence open = new TaggedSentence(List.of("Pekka", "nukkui"), List.of(), List.of(0));

    assertThatThrownBy(() -> NameSamples.toOpenNlp(open, false))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("'Pekka nukkui' holds words that are not annotated");
  }

  @Test
  void streams_conll_of_any_dialect(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.conll"),
            "1\tPeña\tS-PER\t_\r\n"
                + "2\tnukkui\tO\t_\r\n\r\n"
                + "1\tNew\tB-LOC\t_\r\n"
                + "2\tYork\tE-LOC\t_\r\n");

    ConllNameSampleStream stream = new ConllNameSampleStream(file);
    List<NameSample> read = all(stream);
    stream.reset();

    assertThat(read)
        .containsExactly(
            new NameSample(
                new String[] {"Peña", "nukkui"}, new Span[] {new Span(0, 1, "PER")}, true),
            new NameSample(
                new String[] {"New", "York"}, new Span[] {new Span(0, 2, "LOC")}, false));
    assertThat(all(stream)).isEqualTo(read);
  }

  @Test
  void starts_a_document_after_so_many_sentences(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.conll"), "a O\n\n".repeat(5));

    assertThat(all(new ConllNameSampleStream(ConllReader.detecting().read(file), 2)))
        .extracting(NameSample::isClearAdaptiveDataSet)
        .containsExactly(true, false, true, false, true);
  }

  private static List<NameSample> all(ConllNameSampleStream stream) {
    List<NameSample> all = new ArrayList<>();
    for (NameSample next = stream.read(); next != null; next = stream.read()) {
      all.add(next);
    }
    return all;
  }
}
