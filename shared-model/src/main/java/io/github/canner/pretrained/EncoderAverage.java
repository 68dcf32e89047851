// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The mean of encoders, weight by weight, which may do better than each of them where all were
 * trained on from the same one (Wortsman et al. 2022).
 */
public final class EncoderAverage {
  private EncoderAverage() {}

  /**
   * The mean of encoders. It can guess masked words if all of them can.
   *
   * @param files of whole encoders, one at least
   * @param called the name of the new encoder
   * @return its file, for the caller to add provenance to; the notices are there
   * @throws CanException if one is of another kind, has other sizes or other word pieces than the
   *     first, or is damaged
   */
  public static ModelFileWriter of(List<ModelFile> files, String called) {
    files.forEach(file -> file.require(ModelKind.ENCODER));
    ModelFile first = files.get(0);
    EncoderFile.Spec spec = EncoderFile.spec(first);
    List<String> pieces = EncoderFile.pieces(first);
    List<Map<String, Tensor>> all = new ArrayList<>();
    for (ModelFile file : files) {
      if (!EncoderFile.spec(file).shape().equals(spec.shape())
          || !EncoderFile.pieces(file).equals(pieces)) {
        throw new CanException(
            file.where()
                + " has other sizes or word pieces than "
                + first.where()
                + ", expected encoders that come from the same one");
      }
      all.add(EncoderFile.whole(file));
    }
    Set<String> names = new LinkedHashSet<>(all.get(0).keySet());
    all.forEach(weights -> names.retainAll(weights.keySet()));
    Map<String, Tensor> mean = new LinkedHashMap<>();
    for (String name : names) {
      mean.put(
          name,
          Tensor.meanInHalf(
              all.stream().map(weights -> Objects.requireNonNull(weights.get(name))).toList()));
    }
    ModelFileWriter writer = new ModelFileWriter(ModelKind.ENCODER);
    EncoderFile.write(
        writer,
        new EncoderFile.Spec(called, EncoderFile.id(pieces, mean), spec.shape()),
        pieces,
        mean);
    files.stream().flatMap(file -> file.notices().stream()).distinct().forEach(writer::notice);
    return writer;
  }
}
