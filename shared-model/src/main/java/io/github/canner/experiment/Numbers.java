// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.evaluate.PairedBootstrap.Comparison;
import java.util.Locale;

/** Scores for people, in percent. */
final class Numbers {
  private static final double LEAST_P = 0.001;

  private Numbers() {}

  /** Such as {@code 62.5 ± 1.0}, or {@code 62.5} of a single seed. */
  static String text(Spread spread) {
    return spread.count() == 1
        ? percent("%.1f", spread.mean())
        : percent("%.1f", spread.mean()) + " ± " + percent("%.1f", spread.sd());
  }

  /** Such as {@code +15.8 [+14.5, +17.2]}. */
  static String text(Comparison gain) {
    return percent("%+.1f", gain.difference())
        + " ["
        + percent("%+.1f", gain.low())
        + ", "
        + percent("%+.1f", gain.high())
        + "]";
  }

  /** Such as {@code 0.012}. */
  static String p(Comparison gain) {
    return gain.pValue() < LEAST_P
        ? "< " + LEAST_P
        : String.format(Locale.ROOT, "%.3f", gain.pValue());
  }

  /** With four digits after the point. */
  static String exact(double share) {
    return percent("%.4f", share);
  }

  private static String percent(String format, double share) {
    return String.format(Locale.ROOT, format, 100 * share);
  }
}
