// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.CanModelLoader;
import io.github.canner.bundle.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Loads pipelines from files and from the class path. */
public final class PipelineLoader implements CanModelLoader {
  private static final String RESOURCE = "/io/github/canner/default.can";

  /** For the service loader. */
  public PipelineLoader() {}

  @Override
  public CanModel load(Path file) {
    return PipelineFile.load(ModelFile.open(file));
  }

  @Override
  public CanModel load(InputStream stream, String name) {
    return PipelineFile.load(ModelFile.open(stream, name));
  }

  @Override
  public CanModel loadDefault() {
    return PipelineFile.load(defaultFile());
  }

  /**
   * The file of a model.
   *
   * @param name its path, or {@value CanModel#DEFAULT}
   * @throws CanException if it is missing or damaged
   */
  public static ModelFile file(String name) {
    return name.equals(CanModel.DEFAULT) ? defaultFile() : ModelFile.open(Path.of(name));
  }

  /**
   * The file of the model that ships with Canner.
   *
   * @throws CanException if it is not on the class path, or damaged
   */
  public static ModelFile defaultFile() {
    try (InputStream stream = stream()) {
      return ModelFile.open(stream, "default model");
    } catch (IOException e) {
      throw new CanException("the default model cannot be read: " + e, e);
    }
  }

  @Override
  public InputStream openDefault() {
    return stream();
  }

  private static InputStream stream() {
    InputStream stream = PipelineLoader.class.getResourceAsStream(RESOURCE);
    if (stream == null) {
      throw new CanException("found no default model on the class path, expected " + RESOURCE);
    }
    return stream;
  }
}
