// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

/** How the vectors of the source words and what English knows of them are joined. */
public enum Fusion {
  /** Side by side: [E ; C ; mass]. */
  CONCAT,
  /** E + g ⊙ W·[C ; mass] with the gate g = σ(V·[E ; C ; mass]). */
  GATE
}
