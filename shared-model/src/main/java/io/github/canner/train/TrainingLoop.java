package io.github.canner.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.canner.nn.Adam;
import io.github.canner.nn.CrfLayer.BatchLoss;
import io.github.canner.nn.Weights;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Mini-batch training that keeps the weights with the best score on a development set. Only one training can run in a process
 * at a time, since the engine allows only one recording of gradients.
 */
public final class TrainingLoop {
  private static final float BETA2 = 0.999f;

  private final Task task;
  private final Schedule schedule;
  private final TrainingListener listener;

  /** A training of this task. */
  public TrainingLoop(Task task, Schedule schedule, TrainingListener listener) {
    this.task = task;
    this.schedule = schedule;
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
    Map<String, NDArray> average = new LinkedHashMap<>();
    try (NDManager averages = weights.manager().newSubManager();
        Adam adam = new Adam(weights, BETA2, schedule.maxNorm(), schedule.weightDecay())) {
      if (schedule.averaging() > 0) {
        for (String name : weights.names()) {
          NDArray copy = weights.get(name).duplicate();
          copy.attach(averages);
          average.put(name, copy);
        }
      }
      return train(weights, adam, average, random);
    } finally {
      weights.requireGradients(false);
    }
  }

  private double train(Weights weights, Adam adam, Map<String, NDArray> average, SplittableRandom random) {
    double bestScore = Double.NEGATIVE_INFINITY;
    Map<String, float[]> best = weights.values();
    Iterator<int[]> batches = List.<int[]>of().iterator();
    int epoch = 0;
    int evaluation = 1;
    int sinceBest = 0;
    double loss = 0;
    long sentences = 0;
    long words = 0;
    long begun = System.nanoTime();
    weights.requireGradients(true);
    for (int step = 0; step < schedule.steps() && sinceBest < schedule.patience(); step++) {
      if (!batches.hasNext()) {
        batches = Batches.shuffled(task.size(), task::length, schedule.batch(), random).iterator();
        epoch++;
      }
      int[] batch = batches.next();
      double batchLoss = step(weights, adam, batch, schedule.rate(step));
      average(weights, average, step);
      loss += batchLoss * batch.length;
      sentences += batch.length;
      for (int example : batch) {
        words += task.length(example);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      listener.step(epoch, step + 1, schedule.steps(), batchLoss, words / seconds);
      if (step + 1 == schedule.evaluationAfter(evaluation)) {
        double score = score(weights, average);
        listener.epoch(evaluation, loss / sentences, score);
        sinceBest++;
        if (score > bestScore) {
          bestScore = score;
          best = kept(weights, average);
          sinceBest = 0;
        }
        evaluation++;
        loss = 0;
        sentences = 0;
      }
    }
    weights.requireGradients(false);
    weights.assign(best);
    return bestScore;
  }

  private double step(Weights weights, Adam adam, int[] batch, float rate) {
    try (NDManager manager = weights.manager().newSubManager()) {
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

  /** A moving average whose memory grows with the steps made, so that the first weights are soon forgotten. */
  private void average(Weights weights, Map<String, NDArray> average, int step) {
    if (average.isEmpty()) {
      return;
    }
    float keep = Math.min(schedule.averaging(), (1f + step) / (10f + step));
    average.forEach(
        (name, mean) -> {
          try (NDArray difference = mean.sub(weights.get(name))) {
            difference.muli(1 - keep);
            mean.subi(difference);
          }
        });
  }

  private double score(Weights weights, Map<String, NDArray> average) {
    weights.requireGradients(false);
    Map<String, float[]> present = Map.of();
    if (!average.isEmpty()) {
      present = weights.values();
      weights.assign(kept(weights, average));
    }
    double score = task.devScore();
    if (!average.isEmpty()) {
      weights.assign(present);
    }
    weights.requireGradients(true);
    return score;
  }

  private static Map<String, float[]> kept(Weights weights, Map<String, NDArray> average) {
    if (average.isEmpty()) {
      return weights.values();
    }
    Map<String, float[]> values = new LinkedHashMap<>();
    average.forEach((name, mean) -> values.put(name, mean.toFloatArray()));
    return values;
  }
}
