// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanModel;
import io.github.canner.tag.PipelineStart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The tagger that a training starts from. */
final class StartOption {
  @Option(
      names = "--start-from",
      paramLabel = "M.can",
      description = {
        "Start from this tagger, a file that train wrote or "
            + CanModel.DEFAULT
            + " for the Finnish model that ships with Canner, rather than from random weights: to"
            + " adapt a model to your own texts, or to learn from a small clean corpus after a"
            + " large rough one.",
        "It must have been trained with the same --transfer, --fusion, --normalisation, --carry and"
            + " --hidden, and an English network with the same types and size; or with --transfer"
            + " none; and with the same --encoder, --layers and --pooling, where more layers may"
            + " now be tuned. The new model finds the types of your corpora only. A lower"
            + " --learning-rate changes it less."
      })
  private @Nullable String name;

  boolean isGiven() {
    return name != null;
  }

  /** The model, or null where the training is to start from random weights. */
  @Nullable PipelineStart open() {
    return name == null ? null : PipelineStart.open(name);
  }
}
