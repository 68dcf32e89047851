// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanModel;
import io.github.canner.Tagging;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that all annotators of this JVM share, closed once none of them can be reached. CoreNLP
 * keeps annotators in a cache of soft references, drops them without a word, and unmounts ones that
 * other pipelines still use; reachability is the one sign that it gives.
 */
final class SharedModel {
  private static final Map<ModelSource, WeakReference<SharedModel>> LOADED = new HashMap<>();
  private static final Cleaner CLEANER = Cleaner.create();

  private final CanModel model;

  private SharedModel(CanModel model) {
    this.model = model;
  }

  /** The model of a source, loaded if no annotator has it. */
  static synchronized SharedModel of(ModelSource source) {
    WeakReference<SharedModel> known = LOADED.get(source);
    SharedModel shared = known == null ? null : known.get();
    if (shared == null) {
      LOADED.values().removeIf(reference -> reference.refersTo(null));
      CanModel model = source.load();
      shared = new SharedModel(model);
      CLEANER.register(shared, model::close);
      LOADED.put(source, new WeakReference<>(shared));
    }
    return shared;
  }

  List<String> types() {
    try {
      return model.types();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  String language() {
    try {
      return model.language();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  List<Tagging> analyzeAll(List<List<String>> sentences) {
    try {
      return model.analyzeAll(sentences);
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
