// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.nn.Activations;
import io.github.canner.nn.LstmCell;
import io.github.canner.nn.Matrix;
import java.util.Arrays;

/**
 * The decoder of a trained {@link Seq2Seq}, step by step and hypothesis by hypothesis, in the
 * memory of Java. Nobody changes its arrays.
 *
 * @param always the subwords that any translation may hold
 * @param lexicon says which others the translation of a sentence may hold
 * @param vocabulary the output layer
 * @param gates what each subword as input adds to the gates of the lower layer
 * @param lower reads what was chosen
 * @param upper reads what was found
 * @param head what the outputs of both layers, one after the other, add to {@link Seq2Seq#head}
 */
record Decoder(
    int[] always,
    SubwordLexicon lexicon,
    Vocabulary vocabulary,
    float[][] gates,
    LstmCell lower,
    LstmCell upper,
    Matrix head) {

  /**
   * The output layer of all subwords.
   *
   * @param embedding a row for each subword
   * @param bias one for each subword
   */
  record Vocabulary(float[][] embedding, float[] bias) {
    /** The output layer of these subwords alone. */
    Vocabulary of(int[] subwords) {
      float[] some = new float[subwords.length];
      for (int k = 0; k < some.length; k++) {
        some[k] = bias[subwords[k]];
      }
      return new Vocabulary(
          Arrays.stream(subwords).mapToObj(w -> embedding[w]).toArray(float[][]::new), some);
    }
  }

  /** The memory of both layers. */
  record State(LstmCell.State lower, LstmCell.State upper) {}

  /** The steps of decoding one sentence. */
  @FunctionalInterface
  interface Steps {
    /**
     * One step.
     *
     * @param before the memory before it
     * @param last the subword chosen last
     */
    NextSubwords next(State before, int last);
  }

  /** Prepares for decoding a sentence. */
  Steps of(EncodedSentence sentence) {
    Shortlist shortlist = new Shortlist(sentence.subwords(), lexicon, always);
    Vocabulary listed = vocabulary.of(shortlist.subwords());
    Matrix embedding = Matrix.ofRows(listed.embedding);
    return (before, last) -> {
      LstmCell.State low = lower.next(gates[last], before.lower);
      float[] attention = sentence.keys().times(low.hidden());
      Activations.softmax(attention);
      LstmCell.State high = upper.next(sentence.gates().times(attention), before.upper);
      float[] out = sentence.head().times(attention);
      head.addProduct(joined(low.hidden(), high.hidden()), out);
      int width = embedding.width();
      float[] output = Arrays.copyOf(out, width);
      Activations.tanh(output, 0, width);
      float[] logits = listed.bias.clone();
      embedding.addProduct(output, logits);
      float[] probabilities =
          shortlist.probabilities(
              logits, Activations.sigmoid(out[width]), (float) Math.exp(out[width + 1]), attention);
      return new NextSubwords(shortlist.subwords(), probabilities, attention, new State(low, high));
    };
  }

  private static float[] joined(float[] first, float[] second) {
    float[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
