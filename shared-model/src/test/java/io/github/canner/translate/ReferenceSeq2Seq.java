// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.nn.Weights;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The translator's network once more, for one sentence at a time, in plain loops and without
 * dropout.
 */
final class ReferenceSeq2Seq {
  private final Weights weights;
  private final SubwordLexicon lexicon;

  ReferenceSeq2Seq(Weights weights, SubwordLexicon lexicon) {
    this.weights = weights;
    this.lexicon = lexicon;
  }

  /**
   * For each target step: −log P(gold), mean log P_vocabulary, and the attention on each source
   * subword.
   */
  record Steps(double[] negativeLogGold, double[] meanLogVocabulary, double[][] attention) {}

  Steps run(int[] source, int[] target) {
    return run(
        source,
        target,
        IntStream.range(0, weights.get("vocabulary.bias").toFloatArray().length).toArray());
  }

  /** As above, where nothing but {@code generated} can be generated. */
  Steps run(int[] source, int[] target, int[] generated) {
    double[][] embedded = Arrays.stream(source).mapToObj(this::embedding).toArray(double[][]::new);
    double[][] states =
        concat(
            lstm("encoder.forward", embedded, null),
            reversed(lstm("encoder.backward", reversed(embedded), null)));
    double[] mean = new double[states[0].length];
    for (double[] state : states) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += state[i] / states.length;
      }
    }
    double[][] inputs = new double[target.length][];
    for (int t = 0; t < target.length; t++) {
      inputs[t] = embedding(t == 0 ? Subwords.START : target[t - 1]);
    }
    double[][] queries = lstm("lower", inputs, tanh(linear("lower.state", mean)));
    double[][] attention = new double[target.length][source.length];
    double[][] contexts = new double[target.length][mean.length];
    for (int t = 0; t < target.length; t++) {
      for (int s = 0; s < source.length; s++) {
        double[] key = times("attention.key", "attention.bias", states[s]);
        for (int i = 0; i < key.length; i++) {
          attention[t][s] += key[i] * queries[t][i];
        }
      }
      attention[t] = softmax(attention[t]);
      for (int s = 0; s < source.length; s++) {
        for (int i = 0; i < mean.length; i++) {
          contexts[t][i] += attention[t][s] * states[s][i];
        }
      }
    }
    double[][] high = lstm("upper", contexts, tanh(linear("upper.state", mean)));
    double[] gold = new double[target.length];
    double[] meanLog = new double[target.length];
    for (int t = 0; t < target.length; t++) {
      double[] known = join(join(queries[t], high[t]), contexts[t]);
      double[] output = tanh(linear("output", known));
      double[] logits = times("embedding", "vocabulary.bias", output);
      double[] probabilities = softmax(only(generated, logits));
      double gate = sigmoid(linear("gate", known)[0]);
      double copied = 0;
      for (int s = 0; s < source.length; s++) {
        copied += source[s] == target[t] ? attention[t][s] : 0;
      }
      double trust = Math.exp(linear("trust", known)[0]);
      double[] leaning = new double[probabilities.length];
      for (int w = 0; w < leaning.length; w++) {
        double share = 0;
        for (int s = 0; s < source.length; s++) {
          share += attention[t][s] * lexicon.share(source[s], w);
        }
        leaning[w] = probabilities[w] * (1 + trust * share);
      }
      double leant = leaning[target[t]] / Arrays.stream(leaning).sum();
      gold[t] = -Math.log(gate * leant + (1 - gate) * copied + 1e-8);
      meanLog[t] = Arrays.stream(probabilities).map(Math::log).average().orElseThrow();
    }
    return new Steps(gold, meanLog, attention);
  }

  private static double[] only(int[] places, double[] values) {
    double[] only = new double[values.length];
    Arrays.fill(only, Double.NEGATIVE_INFINITY);
    for (int place : places) {
      only[place] = values[place];
    }
    return only;
  }

  private double[][] lstm(String name, double[][] inputs, double[] state) {
    float[] wx = weights.get(name + ".input").toFloatArray();
    float[] wh = weights.get(name + ".hidden").toFloatArray();
    float[] b1 = weights.get(name + ".bias").toFloatArray();
    float[] b2 = weights.get(name + ".bias2").toFloatArray();
    int hidden = b1.length / 4;
    double[] h = state == null ? new double[hidden] : Arrays.copyOf(state, hidden);
    double[] c = state == null ? new double[hidden] : Arrays.copyOfRange(state, hidden, 2 * hidden);
    double[][] outputs = new double[inputs.length][];
    for (int t = 0; t < inputs.length; t++) {
      double[] gates = new double[4 * hidden];
      for (int g = 0; g < gates.length; g++) {
        gates[g] = b1[g] + b2[g];
        for (int i = 0; i < inputs[t].length; i++) {
          gates[g] += wx[g * inputs[t].length + i] * inputs[t][i];
        }
        for (int i = 0; i < hidden; i++) {
          gates[g] += wh[g * hidden + i] * h[i];
        }
      }
      double[] next = new double[hidden];
      for (int i = 0; i < hidden; i++) {
        c[i] =
            sigmoid(gates[hidden + i]) * c[i]
                + sigmoid(gates[i]) * Math.tanh(gates[2 * hidden + i]);
        next[i] = sigmoid(gates[3 * hidden + i]) * Math.tanh(c[i]);
      }
      h = next;
      outputs[t] = h;
    }
    return outputs;
  }

  private double[] embedding(int id) {
    float[] table = weights.get("embedding").toFloatArray();
    int width = (int) weights.get("embedding").getShape().get(1);
    double[] row = new double[width];
    for (int i = 0; i < width; i++) {
      row[i] = table[id * width + i];
    }
    return row;
  }

  private double[] linear(String name, double[] x) {
    return times(name + ".weight", name + ".bias", x);
  }

  private double[] times(String weight, String bias, double[] x) {
    float[] w = weights.get(weight).toFloatArray();
    float[] b = weights.get(bias).toFloatArray();
    double[] y = new double[b.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = b[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += w[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static double[] tanh(double[] x) {
    return Arrays.stream(x).map(Math::tanh).toArray();
  }

  private static double[] softmax(double[] x) {
    double max = Arrays.stream(x).max().orElseThrow();
    double sum = Arrays.stream(x).map(v -> Math.exp(v - max)).sum();
    return Arrays.stream(x).map(v -> Math.exp(v - max) / sum).toArray();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] join(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  private static double[][] concat(double[][] a, double[][] b) {
    double[][] both = new double[a.length][];
    for (int t = 0; t < a.length; t++) {
      both[t] = join(a[t], b[t]);
    }
    return both;
  }

  private static double[][] reversed(double[][] rows) {
    double[][] reversed = new double[rows.length][];
    for (int t = 0; t < rows.length; t++) {
      reversed[t] = rows[rows.length - 1 - t];
    }
    return reversed;
  }
}
