// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.corpus.ConllReader;
import java.nio.file.Path;
import opennlp.tools.cmdline.ArgumentParser;
import opennlp.tools.cmdline.ArgumentParser.OptionalParameter;
import opennlp.tools.cmdline.ArgumentParser.ParameterDescription;
import opennlp.tools.cmdline.ObjectStreamFactory;
import opennlp.tools.cmdline.TerminateToolException;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.ObjectStream;

/**
 * CoNLL of any dialect as a format of OpenNLP's command line. {@link CanOpenNlp} calls it {@value
 * CanOpenNlp#FORMAT}; OpenNLP's own start finds it by the name of this class, as in {@code
 * TokenNameFinderTrainer.io.github.canner.opennlp.CanConllFormat -data train.conll}.
 */
public final class CanConllFormat
    implements ObjectStreamFactory<NameSample, CanConllFormat.Parameters> {

  /** What the command line takes. */
  public interface Parameters {
    /** The file to read. */
    @ParameterDescription(
        valueName = "file",
        description = "CoNLL file of any dialect, UTF-8, plain or gzip.")
    String getData();

    /** How many sentences count as a document. */
    @ParameterDescription(
        valueName = "sentences",
        description =
            "sentences that count as a document, since cross-validation goes by documents and CoNLL"
                + " need not say where they start.")
    @OptionalParameter(defaultValue = "10")
    Integer getDocumentSize();
  }

  /** For OpenNLP. */
  public CanConllFormat() {}

  @Override
  public Class<Parameters> getParameters() {
    return Parameters.class;
  }

  @Override
  public ObjectStream<NameSample> create(String[] arguments) {
    Parameters parameters = ArgumentParser.parse(arguments, Parameters.class);
    try {
      return new ConllNameSampleStream(
          ConllReader.detecting().read(Path.of(parameters.getData())),
          parameters.getDocumentSize());
    } catch (CanException e) {
      throw new TerminateToolException(1, String.valueOf(e.getMessage()), e);
    }
  }
}
