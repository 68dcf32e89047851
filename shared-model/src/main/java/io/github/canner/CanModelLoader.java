// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * Loads model files; found through {@link ServiceLoader} so that this package depends on no
 * implementation.
 */
public interface CanModelLoader {

  /** Loads a model file; see {@link CanModel#load(Path)}. */
  CanModel load(Path file);

  /** Loads a model file from a stream; see {@link CanModel#load(InputStream, String)}. */
  CanModel load(InputStream stream, String name);

  /** Loads the model that ships with Canner; see {@link CanModel#loadDefault()}. */
  CanModel loadDefault();

  /**
   * Opens the file of the model that ships with Canner.
   *
   * @throws CanException if it is not on the class path
   */
  InputStream openDefault();

  /**
   * The loader on the class path of this interface.
   *
   * @throws CanException if the class path holds none, as when the services of a shaded jar were
   *     not merged
   */
  static CanModelLoader find() {
    return ServiceLoader.load(CanModelLoader.class, CanModelLoader.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new CanException(
                    "no "
                        + CanModelLoader.class.getName()
                        + " on the class path; is META-INF/services of canner-model missing from a"
                        + " shaded jar?"));
  }
}
