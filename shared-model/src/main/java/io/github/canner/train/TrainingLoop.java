// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.canner.CanException;
import io.github.canner.nn.Adam;
import io.github.canner.nn.BatchLoss;
import io.github.canner.nn.PyTorch;
import io.github.canner.nn.Weights;
import io.github.canner.train.Checkpoint.Progress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Mini-batch training that keeps the weights with the best score on a development set. Each epoch
 * draws its random numbers from the seed and its own number, so that a training that goes on after
 * an interruption gives what it would have given without. Only one training can run in a process at
 * a time, since the engine allows only one recording of gradients.
 */
public final class TrainingLoop {
  private static final long SEED_STEP = 7919;
  private static final Schedule NONE = new Schedule(0, 0, 0, 0);

  private final Task task;
  private final TrainingPlan plan;
  private final Checkpoint checkpoint;
  private final TrainingListener listener;
  private final Engine engine = PyTorch.engine();

  /** A training of this task. */
  public TrainingLoop(
      Task task, TrainingPlan plan, Checkpoint checkpoint, TrainingListener listener) {
    this.task = task;
    this.plan = plan;
    this.checkpoint = checkpoint;
    this.listener = listener;
  }

  /** What is trained. */
  public interface Task {
    /** The weights to train. */
    Weights weights();

    /**
     * The indices of the training examples of each mini-batch of one pass, each example once. The
     * learning rate is planned as if every pass had as many batches as the first.
     */
    List<int[]> batches(SplittableRandom random);

    /**
     * As {@link #batches(SplittableRandom)}, for tasks whose epochs differ in what they read.
     *
     * @param epoch counted from 0
     */
    default List<int[]> batches(int epoch, SplittableRandom random) {
      return batches(random);
    }

    /**
     * The parts of a mini-batch whose losses are computed one after the other, and together give
     * its gradient. Smaller parts need less memory.
     */
    default List<int[]> parts(int[] batch) {
      return List.of(batch);
    }

    /** How much a training example holds, in the unit that listeners hear. */
    int units(int example);

    /**
     * The mean loss of these training examples; every array belongs to the manager.
     *
     * @param random for noise
     */
    BatchLoss loss(NDManager manager, int[] examples, SplittableRandom random);

    /**
     * The learning rates of a weight; unless overridden those of the plan.
     *
     * @param common what the plan says
     */
    default Schedule schedule(String weight, Schedule common) {
      return common;
    }

    /** The score of the present weights on the development set; the more, the better. */
    double devScore();
  }

  /**
   * Trains; afterwards the weights are the best ones.
   *
   * @param fingerprint names the training for the checkpoint: its data and options
   * @throws CanException if the checkpoint belongs to another training, or the weights grow out of
   *     all bounds
   */
  public void run(String fingerprint) {
    Weights weights = task.weights();
    try (Adam adam = new Adam(weights, plan.beta2(), plan.maxNorm());
        WeightAverage average =
            plan.averaging() > 0 ? new WeightAverage(weights, plan.averaging()) : null) {
      train(adam, average, fingerprint);
    } finally {
      weights.requireGradients(false);
    }
  }

  private void train(Adam adam, @Nullable WeightAverage average, String fingerprint) {
    Weights weights = task.weights();
    TrainingState state =
        new TrainingState(weights, adam, average == null ? null : average.means());
    Progress progress = checkpoint.resume(fingerprint, state);
    List<int[]> first = task.batches(0, random(0));
    Schedule schedule = plan.schedule().apply((long) first.size() * plan.passes() * plan.epochs());
    Map<String, Schedule> schedules = new HashMap<>();
    weights.names().forEach(name -> schedules.put(name, task.schedule(name, schedule)));
    long units = plan.passes() * first.stream().mapToLong(this::units).sum();
    while (progress.epochs() < plan.epochs() && progress.sinceBest() < plan.patience()) {
      int epoch = progress.epochs();
      listener.epochStarted(epoch + 1, plan.epochs(), units);
      double loss = epoch(epoch, adam, average, schedules);
      if (average != null) {
        average.exchange();
      }
      double score = task.devScore();
      if (Double.isNaN(score)) {
        throw diverged("the score on the development set is no number");
      }
      progress = progress.after(score);
      boolean better = progress.sinceBest() == 0;
      if (better) {
        checkpoint.keepBest(weights);
      }
      if (average != null) {
        average.exchange();
      }
      checkpoint.save(state, progress);
      listener.epochEnded(epoch + 1, loss, score, better);
    }
    checkpoint.restoreBest(weights);
  }

  /** The mean loss of the batches. */
  private double epoch(
      int epoch, Adam adam, @Nullable WeightAverage average, Map<String, Schedule> schedules) {
    engine.setRandomSeed((int) seed(epoch));
    SplittableRandom random = random(epoch);
    double loss = 0;
    long steps = 0;
    long before = adam.steps();
    task.weights().requireGradients(true);
    for (int pass = 0; pass < plan.passes(); pass++) {
      for (int[] batch : task.batches(epoch, random)) {
        double value = step(batch, adam, schedules, random);
        if (average != null) {
          average.update(adam.steps());
        }
        listener.step(units(batch), value);
        loss += value;
        steps++;
      }
    }
    task.weights().requireGradients(false);
    long made = adam.steps() - before;
    if (2 * made < steps) {
      throw diverged(steps - made + " of " + steps + " gradients are no finite numbers");
    }
    return loss / steps;
  }

  private static CanException diverged(String found) {
    return new CanException(
        "the training has diverged: " + found + "; expected a lower learning rate");
  }

  private double step(
      int[] batch, Adam adam, Map<String, Schedule> schedules, SplittableRandom random) {
    Standstill.enter();
    try {
      double value = 0;
      for (int[] part : task.parts(batch)) {
        value += gradient(part, (float) part.length / batch.length, random);
      }
      adam.step((weight, step) -> schedules.getOrDefault(weight, NONE).at(step));
      return value;
    } finally {
      Standstill.leave();
    }
  }

  /** Adds this share of the gradient of the loss of a part; returns this share of the loss. */
  private double gradient(int[] part, float share, SplittableRandom random) {
    try (NDManager manager = task.weights().manager().newSubManager();
        GradientCollector collector = engine.newGradientCollector()) {
      BatchLoss loss = task.loss(manager, part, random);
      collector.backward(share == 1 ? loss.surrogate() : loss.surrogate().mul(share));
      return share * loss.value();
    }
  }

  private long units(int[] batch) {
    return Arrays.stream(batch).mapToLong(task::units).sum();
  }

  private SplittableRandom random(int epoch) {
    return new SplittableRandom(seed(epoch));
  }

  private long seed(int epoch) {
    return plan.seed() + SEED_STEP * epoch;
  }
}
