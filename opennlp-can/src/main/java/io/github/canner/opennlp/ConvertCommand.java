// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.cli.AdapterVerb;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code can convert-opennlp}. */
@Command(
    name = "convert-opennlp",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Converts tagged text from CoNLL into the format of Apache OpenNLP, or back. What the other"
          + " format cannot say is an error, but for where documents start, which CoNLL need not"
          + " say.",
      ""
    })
public final class ConvertCommand extends AdapterVerb {
  /** The format of the result. */
  enum Format {
    OPENNLP,
    CONLL
  }

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description =
          "opennlp: a sentence a line with <START:person> Aino Virtanen <END> in it, from CoNLL of"
              + " any dialect. conll: token, tab, tag in IOB2.")
  private Format to;

  @Option(
      names = "--document-size",
      paramLabel = "N",
      defaultValue = "10",
      description = {
        "To opennlp: how many sentences count as a document, since cross-validation goes by"
            + " documents.",
        "Default: ${DEFAULT-VALUE}"
      })
  private int documentSize;

  @Parameters(index = "0", paramLabel = "IN", description = "The file to read.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out;

  /** For the service loader. */
  public ConvertCommand() {}

  @Override
  protected void run(PrintStream results, Consumer<String> log) {
    if (to == Format.OPENNLP) {
      NativeFormat.fromConll(in, out, documentSize);
    } else {
      NativeFormat.toConll(in, out);
    }
    log.accept("wrote " + out);
  }
}
