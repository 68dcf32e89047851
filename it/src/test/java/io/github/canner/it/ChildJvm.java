// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the command of a JVM that runs with our classes and a release of OpenNLP. */
final class ChildJvm {
  /** The release that the modules are built with. */
  static final String BUILT_WITH = "";

  /** What a user gives to OpenNLP 2.5.9 or newer. */
  static final String ALLOWED = "-DOPENNLP_EXT_ALLOWED_PACKAGES=io.github.canner.opennlp";

  private ChildJvm() {}

  /**
   * A command.
   *
   * @param opennlp the release of OpenNLP, or {@link #BUILT_WITH}
   * @param options for Java
   * @param folders to have on the class path, too
   * @param main the class to start and its arguments
   */
  static List<String> command(
      String opennlp, List<String> options, List<Path> folders, String... main) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dfile.encoding=UTF-8",
            "-Dorg.slf4j.simpleLogger.log.ai.djl=warn",
            "-Dorg.slf4j.simpleLogger.showThreadName=false",
            "-Dorg.slf4j.simpleLogger.showLogName=false"));
    command.addAll(options);
    command.add("-cp");
    command.add(classPath(opennlp, folders));
    command.addAll(List.of(main));
    return command;
  }

  private static String classPath(String opennlp, List<Path> folders) throws IOException {
    String[] own = System.getProperty("java.class.path").split(File.pathSeparator);
    if (opennlp.equals(BUILT_WITH)) {
      return Stream.concat(folders.stream().map(Path::toString), Arrays.stream(own))
          .collect(Collectors.joining(File.pathSeparator));
    }
    Path jars = Path.of("target", "opennlp", opennlp);
    try (Stream<Path> files = Files.list(jars)) {
      return Stream.of(
              folders.stream().map(Path::toString),
              files.map(Path::toAbsolutePath).map(Path::toString),
              Arrays.stream(own)
                  .filter(path -> !Path.of(path).getFileName().toString().startsWith("opennlp-t")))
          .flatMap(paths -> paths)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
