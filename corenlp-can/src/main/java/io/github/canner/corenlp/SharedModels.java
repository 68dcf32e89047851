// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanModel;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The models that the annotators of this JVM share, each freed by the garbage collector once none
 * of them can be reached. CoreNLP keeps annotators in a cache of soft references, drops them
 * without a word, and unmounts ones that other pipelines still use; reachability is the one sign
 * that it gives.
 */
final class SharedModels {
  private static final Map<ModelSource, WeakReference<CanModel>> LOADED = new HashMap<>();

  private SharedModels() {}

  /** The model of a source, loaded if no annotator has it; nobody may close it. */
  static synchronized CanModel of(ModelSource source) {
    WeakReference<CanModel> known = LOADED.get(source);
    CanModel model = known == null ? null : known.get();
    if (model == null) {
      LOADED.values().removeIf(reference -> reference.refersTo(null));
      model = source.load();
      LOADED.put(source, new WeakReference<>(model));
    }
    return model;
  }
}
