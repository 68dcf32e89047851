// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.Mention;
import io.github.canner.Tagging;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.util.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of a sentence, token by token, in the outcomes that OpenNLP's {@code BioCodec}
 * reads: {@code TYPE-start}, {@code TYPE-cont} and {@code other}.
 */
final class Outcomes {
  private static final String START = "-start";
  private static final String CONTINUE = "-cont";
  private static final String OTHER = "other";

  private final String[] outcomes;
  private final double[] probabilities;

  /**
   * The outcomes of a sentence. A token in a mention has the probability of the mention, so that
   * their mean, which OpenNLP takes for the probability of a span, is that of the mention. Another
   * token has the probability that it is in no mention; where its mention is of a type that is not
   * shown, together with the probability of that.
   */
  Outcomes(Tagging tagging, TypeNames types) {
    probabilities = tagging.outside().stream().mapToDouble(Double::doubleValue).toArray();
    outcomes = new String[probabilities.length];
    Arrays.fill(outcomes, OTHER);
    for (Mention mention : tagging.mentions()) {
      @Nullable String name = types.nameOf(mention.type());
      for (int i = mention.start(); i < mention.end(); i++) {
        if (name == null) {
          probabilities[i] = Math.min(1, probabilities[i] + mention.probability());
        } else {
          probabilities[i] = mention.probability();
          outcomes[i] = name + (i == mention.start() ? START : CONTINUE);
        }
      }
    }
  }

  /** All that can come out. */
  static String[] possible(TypeNames types) {
    List<String> all = new ArrayList<>();
    for (String name : types.all()) {
      all.add(name + START);
      all.add(name + CONTINUE);
    }
    all.add(OTHER);
    return all.toArray(String[]::new);
  }

  /** A fresh array, a value in [0, 1] for each token. */
  double[] probabilities() {
    return probabilities.clone();
  }

  Sequence toSequence() {
    Sequence sequence = new Sequence();
    for (int i = 0; i < outcomes.length; i++) {
      sequence.add(outcomes[i], probabilities[i]);
    }
    return sequence;
  }
}
