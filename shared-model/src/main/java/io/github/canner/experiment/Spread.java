// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import java.util.List;

/**
 * The mean of some numbers and how far they lie apart.
 *
 * @param sd standard deviation of a sample, with n - 1; 0 for a single number
 * @param count n, 1 or more
 */
record Spread(double mean, double sd, int count) {

  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no number");
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    int count = values.size();
    return new Spread(mean, count == 1 ? 0 : Math.sqrt(squares / (count - 1)), count);
  }
}
