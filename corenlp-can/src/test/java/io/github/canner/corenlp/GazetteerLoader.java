// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.CanModelLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Loads lines such as {@code Tampere=LOC}, and {@code millis for a batch=500} for a slow model; it
 * remembers what it loaded for tests that ask how often and whether closed.
 */
public final class GazetteerLoader implements CanModelLoader {
  private static final Map<String, String> DEFAULT = Map.of("Tampere", "LOC");
  private static final List<Loaded> LOADED = new CopyOnWriteArrayList<>();

  private record Loaded(Path file, GazetteerModel model) {}

  static List<GazetteerModel> loadedFrom(Path file) {
    return LOADED.stream().filter(loaded -> loaded.file.equals(file)).map(Loaded::model).toList();
  }

  @Override
  public CanModel load(Path file) {
    try {
      Map<String, String> lines =
          Files.readAllLines(file).stream()
              .map(line -> line.split("="))
              .collect(
                  Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
      String millis = lines.remove("millis for a batch");
      GazetteerModel model =
          new GazetteerModel(lines, millis == null ? 0 : Integer.parseInt(millis));
      LOADED.add(new Loaded(file, model));
      return model;
    } catch (IOException e) {
      throw new CanException("no model at " + file, e);
    }
  }

  @Override
  public CanModel loadDefault() {
    return new GazetteerModel(DEFAULT, 0);
  }

  @Override
  public InputStream openDefault() {
    throw new CanException("no file of the default model");
  }
}
