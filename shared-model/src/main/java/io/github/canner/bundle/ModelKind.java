// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model file is for. */
public enum ModelKind {
  /** Translates one language into English. */
  TRANSLATOR,
  /** Encodes English sentences. */
  ENGLISH,
  /** Finds named entities, with the help of the other two, which it may hold. */
  TAGGER,
  /** Encodes word pieces of one or many languages; pretrained on plain text. */
  ENCODER;

  /** The name in the manifest, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ModelKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
