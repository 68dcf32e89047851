// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.CanModel;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.Provenance;

/**
 * The model whose tagger a training starts from.
 *
 * @param name as the user gave it: a path, or {@value CanModel#DEFAULT}
 * @param file what it names
 */
public record PipelineStart(String name, ModelFile file) {

  /**
   * The model of that name.
   *
   * @throws io.github.canner.CanException if there is none, or its file is not in order
   */
  public static PipelineStart open(String name) {
    return new PipelineStart(name, PipelineLoader.file(name));
  }

  void addTo(ModelFileWriter writer) {
    Provenance.addStart(writer, name, file);
  }
}
