// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.train.FileCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What becomes of a training that was interrupted. */
final class Interruption {
  @Option(names = "--resume", description = "Go on with a training that was interrupted.")
  private boolean resume;

  /** The state of a training, beside what it will write; tells what was found there. */
  ScoredCheckpoint checkpoint(Path output, Console console) {
    Path state = output.resolveSibling(output.getFileName() + ".checkpoint");
    if (Files.exists(state)) {
      console.log(
          resume
              ? "going on from " + state
              : "starting anew: the state of an interrupted training, "
                  + state
                  + ", is dropped when this one begins");
    } else if (resume) {
      console.log("found no " + state + " to go on from, so this training starts anew");
    }
    return new ScoredCheckpoint(new FileCheckpoint(state, resume));
  }
}
