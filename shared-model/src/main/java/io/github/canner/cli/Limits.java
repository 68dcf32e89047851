// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

/** Checks numbers that the user gave; one out of range is wrong use. */
final class Limits {

  private Limits() {}

  static void atLeast(Verb verb, String option, long value, long least) {
    verb.require(value >= least, option + " is " + value + ", expected " + least + " or more");
  }

  static void positive(Verb verb, String option, double value) {
    verb.require(
        value > 0 && value < Double.POSITIVE_INFINITY,
        option + " is " + value + ", expected more than 0");
  }

  static void share(Verb verb, String option, double value) {
    verb.require(value >= 0 && value < 1, option + " is " + value + ", expected 0 to below 1");
  }
}
