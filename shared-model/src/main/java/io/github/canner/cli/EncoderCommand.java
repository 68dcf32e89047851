// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import picocli.CommandLine.Command;

/** {@code can encoder}. */
@Command(
    name = "encoder",
    description = {
      "Fetches encoders that others pretrained on plain text (mbert, bert-cased), adapts them to a"
          + " language, averages them, and takes them out of models that trained them further.",
      ""
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {
      FetchEncoderCommand.class,
      AdaptEncoderCommand.class,
      AverageEncodersCommand.class,
      ExtractEncoderCommand.class
    })
final class EncoderCommand extends Verb {
  @Override
  void run(Console console) {
    throw wrongUse("expected fetch, adapt, average or extract");
  }
}
