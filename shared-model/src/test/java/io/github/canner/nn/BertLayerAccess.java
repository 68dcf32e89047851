// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;

/** For tests of other packages. */
public final class BertLayerAccess {
  private BertLayerAccess() {}

  /** See {@link BertLayer#normalised}. */
  public static NDArray normalised(NDArray x, NDArray gain, NDArray shift) {
    return BertLayer.normalised(x, gain, shift);
  }
}
