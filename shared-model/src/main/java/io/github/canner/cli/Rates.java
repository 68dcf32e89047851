// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import picocli.CommandLine.Option;

/** How fast and how roughly to train. */
final class Rates {
  @Option(names = "--learning-rate", paramLabel = "X", description = "The highest learning rate.")
  private float learning;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "Share of values dropped in training, from 0 to below 1.")
  private float dropout;

  /** These unless the user says otherwise. */
  Rates(float learning, float dropout) {
    this.learning = learning;
    this.dropout = dropout;
  }

  float learning() {
    return learning;
  }

  float dropout() {
    return dropout;
  }

  void check(Verb verb) {
    Limits.positive(verb, "--learning-rate", learning);
    Limits.share(verb, "--dropout", dropout);
  }
}
