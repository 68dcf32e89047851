// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import opennlp.tools.util.InvalidFormatException;
import opennlp.tools.util.model.ArtifactSerializer;

/**
 * Writes a {@link CanNameFinderModel} into a {@code .bin} and reads it from one. OpenNLP makes it
 * by the name that the {@code .bin} gives; from OpenNLP 2.5.9 on only where {@code
 * -DOPENNLP_EXT_ALLOWED_PACKAGES=io.github.canner.opennlp} or {@link CanOpenNlp#allow()} says that
 * it may.
 *
 * <p>The format holds a magic number and a version, counts that are checked before anything is made
 * of them, and a model file with the SHA-256 of each part, never Java objects. Both streams are
 * left open.
 */
public final class CanNameFinderModelSerializer implements ArtifactSerializer<CanNameFinderModel> {

  /** For OpenNLP. */
  public CanNameFinderModelSerializer() {}

  /**
   * Reads a model; its weights go to native memory by way of a temporary file.
   *
   * @throws InvalidFormatException if there is something else, or it is cut off, altered, or of
   *     another version
   */
  @Override
  public CanNameFinderModel create(InputStream in) throws IOException {
    return CanNameFinderModel.read(in);
  }

  @Override
  public void serialize(CanNameFinderModel model, OutputStream out) throws IOException {
    model.write(out);
  }
}
