// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

/** How the states of a word's pieces become one. */
public enum Pooling {
  /** Their mean. */
  MEAN,
  /** That of the first piece. */
  FIRST
}
