// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanModel;
import io.github.canner.cli.AdapterVerb;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code can export-opennlp}. */
@Command(
    name = "export-opennlp",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Makes of a model a .bin that Apache OpenNLP loads, so that programs built on OpenNLP find"
          + " names with it without a changed line.",
      "From OpenNLP 2.5.9 on, Java needs -DOPENNLP_EXT_ALLOWED_PACKAGES=io.github.canner.opennlp.",
      ""
    })
public final class ExportCommand extends AdapterVerb {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "M.can",
      description =
          "A file that train wrote, or "
              + CanModel.DEFAULT
              + " for the model that ships with Canner.")
  private String model;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "NER.bin",
      description = "The file to write.")
  private Path output;

  @Option(
      names = "--rename",
      split = ",",
      paramLabel = "OLD=NEW",
      description = "Other names for types: --rename PER=person,LOC=location,ORG=organization.")
  private Map<String, String> types = new LinkedHashMap<>();

  @Option(
      names = "--only",
      paramLabel = "TYPE",
      description = "Find this type only, for programs that take one type a file, as Tika does.")
  private @Nullable String only;

  @Option(
      names = "--pointer",
      description =
          "Write where the model file is, and its SHA-256, instead of its weights: for programs"
              + " with little heap.")
  private boolean pointer;

  /** For the service loader. */
  public ExportCommand() {}

  @Override
  protected void run(PrintStream out, Consumer<String> log) {
    boolean isDefault = model.equals(CanModel.DEFAULT);
    require(!pointer || !isDefault, "--pointer needs a model in a file, not " + CanModel.DEFAULT);
    OpenNlpExport.Builder export = OpenNlpExport.builder().optTypes(types);
    if (isDefault) {
      export.setDefaultModel();
    } else {
      export.setModel(Path.of(model));
    }
    if (only != null) {
      export.optOnly(only);
    }
    if (pointer) {
      export.optPointer();
    }
    export.build().write(output);
    log.accept("wrote " + output);
  }
}
