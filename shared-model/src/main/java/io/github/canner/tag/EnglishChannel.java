// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.nn.Layers;
import io.github.canner.nn.TagSpace;
import io.github.canner.nn.WeightPlan;
import io.github.canner.nn.Weights;
import io.github.canner.transfer.EnglishView;
import java.util.List;

/**
 * What English knows of a source sentence as the tagger reads it: projected states, posteriors, and
 * the attention's mass. Its votes are scores that the posteriors give directly to the tags of types
 * with the same name.
 */
final class EnglishChannel {
  private static final float VOTE = 2;

  private final Weights weights;
  private final TaggerSpec spec;

  EnglishChannel(Weights weights, TaggerSpec spec) {
    this.weights = weights;
    this.spec = spec;
  }

  /** Plans the weights. */
  static void plan(WeightPlan plan, TaggerSpec spec) {
    TaggerOptions options = spec.options();
    if (options.states()) {
      plan.glorot("english.project", options.project(), spec.stateWidth());
      plan.constant("english.projectBias", new Shape(options.project()), 0);
    }
    if (options.votes()) {
      TagSpace space = new TagSpace(spec.types());
      int width = spec.posteriorWidth();
      float[] votes = new float[space.size() * width];
      for (int tag = 0; tag < space.size(); tag++) {
        int column = column(space, tag, spec.englishTypes());
        if (column >= 0) {
          votes[tag * width + column] = VOTE;
        }
      }
      plan.values("english.votes", votes, new Shape(space.size(), width));
      plan.constant("english.votesBias", new Shape(space.size()), 0);
    }
  }

  /**
   * The column of the posteriors that speaks for a tag, or -1 for a type that English does not
   * know.
   */
  private static int column(TagSpace space, int tag, List<String> englishTypes) {
    if (tag == TagSpace.OUTSIDE) {
      return 0;
    }
    int type = englishTypes.indexOf(space.types().get(space.typeOf(tag)));
    return type < 0 ? -1 : 2 * type + (space.mayStart(tag) ? 1 : 2);
  }

  /** The width of {@link Read#features()}. */
  static int width(TaggerSpec spec) {
    TaggerOptions options = spec.options();
    return 1
        + (options.states() ? options.project() : 0)
        + (options.posteriors() ? spec.posteriorWidth() : 0);
  }

  /**
   * What was read.
   *
   * @param features shape (batch, steps, {@link #width})
   * @param posteriors shape (batch, steps, width of the posteriors)
   */
  record Read(NDArray features, NDArray posteriors) {}

  /**
   * Reads a batch.
   *
   * @param hidden for each sentence whether it is to be read as if English knew nothing of it
   */
  Read read(
      NDManager manager, List<EnglishView> views, int steps, boolean[] hidden, boolean training) {
    TaggerOptions options = spec.options();
    NDArray posteriors =
        padded(manager, views, steps, spec.posteriorWidth(), hidden, EnglishView::posteriors);
    NDList features = new NDList();
    if (options.states()) {
      NDArray states =
          padded(manager, views, steps, spec.stateWidth(), hidden, EnglishView::states);
      NDArray projected =
          Layers.linear(
              Layers.dropout(states, options.stateDropout(), training),
              weights.get("english.project"),
              weights.get("english.projectBias"));
      features.add(projected.tanh());
    }
    if (options.posteriors()) {
      features.add(posteriors);
    }
    features.add(padded(manager, views, steps, 1, hidden, EnglishView::mass));
    return new Read(NDArrays.concat(features, 2), posteriors);
  }

  /** What the posteriors add to the score of each tag, shape (batch, steps, tags). */
  NDArray votes(NDArray posteriors) {
    return Layers.linear(
        posteriors, weights.get("english.votes"), weights.get("english.votesBias"));
  }

  private interface Part {
    float[] of(EnglishView view);
  }

  private static NDArray padded(
      NDManager manager,
      List<EnglishView> views,
      int steps,
      int width,
      boolean[] hidden,
      Part part) {
    float[] values = new float[views.size() * steps * width];
    for (int b = 0; b < views.size(); b++) {
      if (!hidden[b]) {
        float[] own = part.of(views.get(b));
        System.arraycopy(own, 0, values, b * steps * width, own.length);
      }
    }
    return manager.create(values, new Shape(views.size(), steps, width));
  }
}
