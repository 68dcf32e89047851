// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.text.WordTokenizer;
import io.github.canner.translate.Tokenisation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The parallel text that a verb learns from, and how it becomes words. */
final class ParallelOption {
  @Option(
      names = "--parallel",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Text to learn from: lines of SENTENCE<TAB>ENGLISH[<TAB>SOURCE], or two files with a"
              + " sentence a line, named FOREIGN,ENGLISH. Plain or gzip.")
  private List<String> parallel;

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--leave-out",
      arity = "1..*",
      paramLabel = "SOURCE",
      description = "Sources to leave out, to test on them later, for example FLORES200-devtest.")
  private List<String> leaveOut = new ArrayList<>();

  @Option(
      names = "--tokenise",
      paramLabel = "HOW",
      description =
          "How raw text becomes words; choose what your named-entity corpus does. joined keeps"
              + " together what is written together (EU:n, 1,000); split splits off punctuation"
              + " even within words (COVID - 19), as MasakhaNER does.")
  private Tokenisation tokenise = Tokenisation.JOINED;

  /** Reads the text. */
  ParallelText read() {
    return ParallelText.read(parallel, leaveOut);
  }

  Tokenisation tokenisation() {
    return tokenise;
  }

  /** Cuts sentences of the foreign side into words. */
  WordTokenizer tokenizer() {
    return tokenise.tokenizer();
  }
}
