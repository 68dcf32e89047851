// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.Tensor;
import io.github.canner.tag.PipelineLoader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code can info}. */
@Command(
    name = "info",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Tells what a model file holds: its kind, language and entity types, how it was trained and"
          + " from what, its licence notices, its size and the hash of its contents.",
      ""
    })
final class InfoCommand extends Verb {
  private static final double MEGA = 1e6;

  @Parameters(
      paramLabel = "M.can",
      description =
          "A model file of any kind, or "
              + CanModel.DEFAULT
              + " for the model that ships with"
              + " Canner.")
  private String model;

  @Override
  void run(Console console) {
    PrintStream out = console.out();
    ModelFile file = PipelineLoader.file(model);
    if (!model.equals(CanModel.DEFAULT)) {
      out.printf(Locale.ROOT, "file          %s, %.1f MB%n", model, size(Path.of(model)) / MEGA);
    }
    show(file, "", out);
    notices(file, out);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new CanException("cannot read " + file + ": " + e, e);
    }
  }

  private static void show(ModelFile file, String indent, PrintStream out) {
    out.printf("%skind          %s, format %d%n", indent, file.kind().id(), file.formatVersion());
    out.printf("%scontents      SHA-256 %s%n", indent, file.contentHash());
    for (String part : file.configs()) {
      if (part.indexOf('/') < 0) {
        options(part, file.config(part, JsonNode.class), indent, out);
      }
    }
    List<String> sections = file.sections();
    Map<String, String> provenance = new TreeMap<>(file.provenance());
    provenance
        .keySet()
        .removeIf(key -> sections.contains(key.substring(0, Math.max(0, key.indexOf('/')))));
    if (!provenance.isEmpty()) {
      out.println(indent + "trained");
      provenance.forEach((key, value) -> out.println(indent + "  " + key + ": " + value));
    }
    out.println(indent + "holds");
    for (String entry : file.entries()) {
      if (entry.indexOf('/') < 0) {
        out.println(indent + "  " + entry + ": " + contents(file, entry));
      }
    }
    for (String section : sections) {
      out.println(indent + section);
      show(file.section(section), indent + "  ", out);
    }
  }

  private static void options(String name, JsonNode node, String indent, PrintStream out) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> options(name + "." + field.getKey(), field.getValue(), indent, out));
      return;
    }
    out.println(indent + name + ": " + (node.isTextual() ? node.textValue() : node));
  }

  private static String contents(ModelFile file, String entry) {
    if (!entry.endsWith(".safetensors")) {
      return String.format(Locale.ROOT, "%,d lines", file.lines(entry).size());
    }
    long weights = 0;
    long bytes = 0;
    Set<DType> types = new TreeSet<>();
    for (Tensor tensor : file.tensors(entry).values()) {
      bytes += tensor.data().remaining();
      types.add(tensor.type());
      long product = 1;
      for (long dimension : tensor.shape()) {
        product *= dimension;
      }
      weights += product;
    }
    return String.format(
        Locale.ROOT,
        "%,d weights, %.1f MB as %s",
        weights,
        bytes / MEGA,
        types.stream().map(DType::name).collect(Collectors.joining(" and ")));
  }

  private static void notices(ModelFile file, PrintStream out) {
    if (!file.notices().isEmpty()) {
      out.println("notices");
      file.notices().forEach(notice -> out.println("  " + notice.replace("\n", "\n  ")));
    }
  }
}
