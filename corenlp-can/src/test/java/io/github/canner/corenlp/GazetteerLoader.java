// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.CanModelLoader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Loads lines such as {@code Tampere=LOC}, and {@code millis for a batch=500} for a slow model; it
 * remembers what it loaded for tests that ask how often, and holds on to none.
 */
public final class GazetteerLoader implements CanModelLoader {
  private static final Map<String, String> DEFAULT = Map.of("Tampere", "LOC");
  private static final List<Loaded> LOADED = new CopyOnWriteArrayList<>();

  private record Loaded(Path file, WeakReference<GazetteerModel> model) {}

  /** How often a file was loaded. */
  static int loads(Path file) throws IOException {
    return loadedFrom(file).size();
  }

  /** The model that a file gave last, if somebody still holds it. */
  static Optional<GazetteerModel> last(Path file) throws IOException {
    List<Loaded> all = loadedFrom(file);
    return Optional.ofNullable(all.get(all.size() - 1).model.get());
  }

  private static List<Loaded> loadedFrom(Path file) throws IOException {
    Path real = file.toRealPath();
    return LOADED.stream().filter(loaded -> loaded.file.equals(real)).toList();
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
      LOADED.add(new Loaded(file, new WeakReference<>(model)));
      return model;
    } catch (IOException e) {
      throw new CanException("no model at " + file, e);
    }
  }

  @Override
  public CanModel load(InputStream stream, String name) {
    throw new CanException("no models in streams");
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
