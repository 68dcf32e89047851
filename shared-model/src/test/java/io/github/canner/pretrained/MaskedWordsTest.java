// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.bundle.ModelFile;
import io.github.canner.nn.Bert;
import io.github.canner.nn.MaskedHead;
import io.github.canner.nn.Weights;
import io.github.canner.train.StoredWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The published weights guess masked words as they should; where they were fetched before. */
class MaskedWordsTest {

  private static ModelFile fetched(PretrainedModel model) {
    String home = System.getenv("CANNER_HOME");
    Path folder = home == null ? null : Path.of(home, "encoders");
    Assumptions.assumeTrue(
        folder != null && Files.exists(new EncoderStore(folder).path(model)),
        "no encoder "
            + model.id()
            + ": set CANNER_HOME to a folder and run 'can encoder fetch "
            + model.id()
            + "' first");
    return new EncoderStore(folder).open(model);
  }

  @Test
  void multilingual_bert_knows_capitals_in_swahili_and_english() {
    ModelFile file = fetched(PretrainedModel.MBERT);
    assertThat(guess(file, "Mji mkuu wa Kenya ni _ .")).isEqualTo("Nairobi");
    assertThat(guess(file, "Paris is the capital of _ .")).isEqualTo("France");
  }

  @Test
  void english_bert_knows_capitals() {
    ModelFile file = fetched(PretrainedModel.BERT_CASED);
    assertThat(guess(file, "Paris is the capital of _ .")).isEqualTo("France");
  }

  private static String guess(ModelFile file, String text) {
    int layers = EncoderFile.spec(file).shape().layers();
    try (PretrainedEncoder encoder = PretrainedEncoder.load(file, layers);
        Weights words = StoredWeights.weights(EncoderFile.weights(file, 0));
        Weights masked = StoredWeights.weights(EncoderFile.whole(file));
        NDManager manager = encoder.manager().newSubManager()) {
      List<int[]> pieces = new ArrayList<>();
      for (String word : text.split(" ")) {
        PieceSentence split = encoder.pieces().split(List.of(List.of(word))).get(0);
        pieces.add(
            word.equals("_") ? new int[] {encoder.pieces().id(WordPieces.MASK)} : split.ids());
      }
      PieceSentence sentence = PieceSentence.of(pieces);
      PieceBatch batch = new PieceBatch(List.of(sentence), encoder.shape().positions());
      NDArray states = encoder.states(manager, batch).get(layers);
      int place = 1 + sentence.starts()[text.substring(0, text.indexOf('_')).split(" ").length];
      NDArray state = states.get("0, " + place + ":" + (place + 1));
      NDArray scores =
          new MaskedHead(masked, EncoderFile.MASKED).logProbabilities(state, words.get(Bert.WORDS));
      return encoder.pieces().vocabulary().get((int) scores.argMax(1).toLongArray()[0]);
    }
  }
}
