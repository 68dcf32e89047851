// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.canner.nn.Adam;
import io.github.canner.nn.CrfLayer.BatchLoss;
import io.github.canner.nn.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Mini-batch training that keeps the weights with the best score on a development set. Only one
 * training can run in a process at a time, since the engine allows only one recording of gradients.
 */
public final class TrainingLoop {
  private static final float BETA2 = 0.999f;

  private final Task task;
  private final TrainingPlan plan;
  private final TrainingListener listener;

  /** A training of this task. */
  public TrainingLoop(Task task, TrainingPlan plan, TrainingListener listener) {
    this.task = task;
    this.plan = plan;
    this.listener = listener;
  }

  /** What is trained. */
  public interface Task {
    /** The weights to train. */
    Weights weights();

    /** How many training sentences there are. */
    int size();

    /** How many words a training sentence has. */
    int length(int example);

    /** The loss of these training sentences; every array belongs to the manager. */
    BatchLoss loss(NDManager manager, int[] examples);

    /** The score of the present weights on the development set; the more, the better. */
    double devScore();
  }

  /**
   * Trains; afterwards the weights are the best ones.
   *
   * @return the best score on the development set
   */
  public double run(SplittableRandom random) {
    Weights weights = task.weights();
    try (Adam adam = new Adam(weights, BETA2, plan.maxNorm(), 0);
        WeightAverage average =
            plan.averaging() > 0 ? new WeightAverage(weights, plan.averaging()) : null) {
      return train(adam, average, random);
    } finally {
      weights.requireGradients(false);
    }
  }

  private double train(Adam adam, @Nullable WeightAverage average, SplittableRandom random) {
    Weights weights = task.weights();
    int stepsAnEpoch = batches(new SplittableRandom(0)).size() * plan.passes();
    long total = (long) stepsAnEpoch * plan.epochs();
    Schedule schedule =
        new Schedule(plan.learningRate(), (long) (plan.warmUp() * total), total, plan.floor());
    long words = 0;
    for (int i = 0; i < task.size(); i++) {
      words += task.length(i);
    }
    double bestScore = Double.NEGATIVE_INFINITY;
    Map<String, float[]> best = weights.values();
    int sinceBest = 0;
    long step = 0;
    for (int epoch = 1; epoch <= plan.epochs() && sinceBest < plan.patience(); epoch++) {
      listener.epochStarted(epoch, plan.epochs(), words * plan.passes());
      double loss = 0;
      weights.requireGradients(true);
      for (int pass = 0; pass < plan.passes(); pass++) {
        for (int[] batch : batches(random)) {
          double batchLoss = step(adam, batch, schedule.at(step++));
          if (average != null) {
            average.update();
          }
          loss += batchLoss * batch.length;
          listener.step(words(batch), batchLoss);
        }
      }
      weights.requireGradients(false);
      Map<String, float[]> present = weights.values();
      if (average != null) {
        weights.assign(average.values());
      }
      double score = task.devScore();
      sinceBest++;
      boolean better = score > bestScore;
      if (better) {
        bestScore = score;
        best = weights.values();
        sinceBest = 0;
      }
      weights.assign(present);
      listener.epochEnded(epoch, loss / task.size() / plan.passes(), score, better);
    }
    weights.assign(best);
    return bestScore;
  }

  private List<int[]> batches(SplittableRandom random) {
    return new ArrayList<>(
        Batches.shuffled(task.size(), task::length, Integer.MAX_VALUE, plan.batch(), random));
  }

  private long words(int[] batch) {
    long words = 0;
    for (int example : batch) {
      words += task.length(example);
    }
    return words;
  }

  private double step(Adam adam, int[] batch, float rate) {
    try (NDManager manager = task.weights().manager().newSubManager()) {
      double value;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        BatchLoss loss = task.loss(manager, batch);
        collector.backward(loss.surrogate());
        value = loss.value();
      }
      adam.step(rate);
      return value;
    }
  }
}
