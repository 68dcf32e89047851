// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import opennlp.tools.util.InvalidFormatException;
import opennlp.tools.util.Sequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanNameFinderModelTest {
  private static final String[] SENTENCE = {"Eilen", "Aino", "Virtanen", "lensi", "Tampereelle"};

  @TempDir private Path folder;
  private Path file;
  private CanNameFinderModel model;

  @BeforeEach
  void load_a_model() throws IOException {
    file =
        Files.writeString(
            folder.resolve("names.can"), "Aino Virtanen=PER\nPekka=PER\nTampereelle=LOC");
    model = CanNameFinderModel.load(file);
  }

  @Test
  void gives_an_outcome_for_each_token() {
    assertThat(best(SENTENCE).getOutcomes())
        .containsExactly("other", "PER-start", "PER-cont", "other", "LOC-start");
  }

  @Test
  void gives_tokens_of_a_mention_its_probability_so_that_their_mean_is_that_of_the_span() {
    assertThat(best(SENTENCE).getProbs()[1]).isEqualTo(1 / 3.0);
    assertThat(best(SENTENCE).getProbs()[2]).isEqualTo(1 / 3.0);
    assertThat(best(SENTENCE).getProbs()[4]).isEqualTo(0.5);
  }

  @Test
  void starts_anew_where_a_mention_follows_another_of_its_type() {
    assertThat(best("Pekka", "Aino", "Virtanen").getOutcomes())
        .containsExactly("PER-start", "PER-start", "PER-cont");
  }

  @Test
  void has_nothing_to_say_of_an_empty_sentence() {
    assertThat(best().getOutcomes()).isEmpty();
  }

  @Test
  void names_all_that_can_come_out() {
    assertThat(model.getOutcomes())
        .containsExactly("LOC-start", "LOC-cont", "PER-start", "PER-cont", "other");
    assertThat(model.types()).containsExactly("LOC", "PER");
    assertThat(model.language()).isEqualTo("fin");
  }

  @Test
  void gives_the_best_sequence_where_more_are_asked_for() {
    Sequence best = best(SENTENCE);

    assertThat(model.bestSequences(3, SENTENCE, null, null, null)).containsExactly(best);
    assertThat(model.bestSequences(0, SENTENCE, null, null, null)).isEmpty();
    assertThat(model.bestSequences(3, SENTENCE, null, best.getScore(), null, null))
        .containsExactly(best);
    assertThat(model.bestSequences(3, SENTENCE, null, best.getScore() + 1e-6, null, null))
        .isEmpty();
  }

  @Test
  void names_the_token_that_is_none() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> best("Aino", null))
        .withMessage("tokens[1] is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.bestSequence(new Integer[] {1}, null, null, null))
        .withMessage("tokens[0] is a java.lang.Integer, not a string");
  }

  @Test
  void reads_what_it_wrote_and_leaves_both_streams_open() throws IOException {
    Watched out = new Watched();
    serializer().serialize(model, out);
    WatchedInput in = new WatchedInput(out.toByteArray());

    CanNameFinderModel copy = serializer().create(in);

    assertThat(out.closed).isFalse();
    assertThat(in.closed).isFalse();
    assertThat(copy.bestSequence(SENTENCE, null, null, null)).isEqualTo(best(SENTENCE));
    assertThat(copy.getOutcomes()).isEqualTo(model.getOutcomes());
    assertThat(written(copy)).isEqualTo(out.toByteArray());
  }

  @Test
  void does_not_need_the_file_it_was_loaded_from() throws IOException {
    Files.delete(file);

    assertThat(serializer().create(new ByteArrayInputStream(written(model))).types())
        .containsExactly("LOC", "PER");
  }

  @Test
  void keeps_bytes_without_a_file() throws IOException {
    byte[] bytes = {1, 2, 3, 4};
    InputStream in = new ByteArrayInputStream(bytes);
    Spool spool = Spool.copy(in, 3);
    assertThat(spool.file()).hasBinaryContent(new byte[] {1, 2, 3});
    spool.close();

    assertThat(spool.file()).doesNotExist();
    assertThat(spool.bytes().isDirect()).isTrue();
    assertThat(spool.bytes()).isEqualTo(ByteBuffer.wrap(bytes, 0, 3));
    assertThat(in.read()).isEqualTo(4);
  }

  @Test
  void refuses_what_is_no_model() {
    assertRefused(new byte[0], "found something else, expected a model of Canner");
    assertRefused(new byte[100], "found something else, expected a model of Canner");
  }

  @Test
  void refuses_a_newer_format() throws IOException {
    byte[] bytes = written(model);
    bytes[11] = 2;

    assertRefused(bytes, "found format version 2, expected 1; a newer Canner wrote this");
  }

  @Test
  void refuses_more_types_than_there_can_be_before_it_reads_them() throws IOException {
    byte[] bytes = written(model);
    Arrays.fill(bytes, 12, 16, (byte) 0x7F);

    assertRefused(bytes, "found 2139062143 types, expected 1 to 10000");
  }

  @Test
  void refuses_a_model_that_claims_more_bytes_than_follow() throws IOException {
    byte[] bytes = written(model);
    int size = (int) Files.size(file);
    bytes[bytes.length - size - 4] = 0x7F;

    assertRefused(bytes, "found " + size + " bytes, expected 2130706");
    bytes[bytes.length - size - 5] = 1;
    assertRefused(bytes, "expected 1 to 2147483647");
  }

  @Test
  void refuses_bytes_after_the_model() throws IOException {
    byte[] bytes = written(model);

    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "more bytes after the model");
  }

  @Test
  void refuses_a_model_that_was_cut_off_anywhere() throws IOException {
    byte[] bytes = written(model);

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> serializer().create(new ByteArrayInputStream(part)))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(InvalidFormatException.class);
    }
  }

  @Test
  void refuses_a_model_with_any_byte_altered() throws IOException {
    byte[] bytes = written(model);
    SplittableRandom random = new SplittableRandom(7);

    for (int i = 0; i < bytes.length; i++) {
      byte[] altered = bytes.clone();
      altered[i] ^= (byte) (1 + random.nextInt(255));
      try {
        CanNameFinderModel read = serializer().create(new ByteArrayInputStream(altered));
        assertThat(read.types()).as("byte %d", i).isNotEqualTo(model.types());
      } catch (InvalidFormatException e) {
        assertThat(e).hasMessageContaining("nameFinder.model");
      }
    }
  }

  @Test
  void closes_a_model_that_it_refuses() throws IOException {
    byte[] bytes = written(model);

    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "more bytes");
    assertThat(GazetteerLoader.last().closed()).isTrue();
  }

  @Test
  void frees_the_model_when_closed() {
    GazetteerModel inside = GazetteerLoader.last();
    model.close();
    model.close();

    assertThat(inside.closed()).isTrue();
  }

  private Sequence best(String... tokens) {
    return model.bestSequence(tokens, null, null, null);
  }

  private static void assertRefused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> serializer().create(new ByteArrayInputStream(bytes)))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageContaining(reason);
  }

  private static CanNameFinderModelSerializer serializer() {
    return new CanNameFinderModelSerializer();
  }

  private static byte[] written(CanNameFinderModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    serializer().serialize(model, out);
    return out.toByteArray();
  }

  private static final class Watched extends ByteArrayOutputStream {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class WatchedInput extends InputStream {
    private final InputStream in;
    private boolean closed;

    WatchedInput(byte[] bytes) {
      in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
