// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.nn.Adam;
import io.github.canner.nn.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a training changes.
 *
 * @param average the moving average of the weights, or null
 */
public record TrainingState(Weights weights, Adam adam, @Nullable Weights average) {

  /** Everything that is made of tensors, by what it is. */
  Map<String, Weights> parts() {
    Map<String, Weights> parts = new LinkedHashMap<>();
    parts.put("weight:", weights);
    parts.put("moment:", adam.moments());
    if (average != null) {
      parts.put("average:", average);
    }
    return parts;
  }
}
