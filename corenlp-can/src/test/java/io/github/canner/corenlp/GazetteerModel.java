// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanModel;
import io.github.canner.Explanation;
import io.github.canner.Mention;
import io.github.canner.Tagging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A model that knows a few names by heart, takes the longest that fits, and believes longer names
 * less.
 */
final class GazetteerModel implements CanModel {
  private final Map<String, String> typeOfName;
  private final int millis;
  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile boolean closed;

  /** A model that takes at least some milliseconds for each batch, interrupted or not. */
  GazetteerModel(Map<String, String> typeOfName, int millis) {
    this.typeOfName = Map.copyOf(typeOfName);
    this.millis = millis;
  }

  /** The sentences in each batch that it was asked for. */
  List<Integer> batches() {
    return List.copyOf(batches);
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  @Override
  public String language() {
    return "fin";
  }

  @Override
  public List<String> types() {
    return typeOfName.values().stream().distinct().sorted().toList();
  }

  @Override
  public List<Tagging> analyzeAll(List<? extends List<String>> sentences) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    batches.add(sentences.size());
    mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
    work();
    running.decrementAndGet();
    List<Tagging> all = new ArrayList<>();
    for (List<String> tokens : sentences) {
      List<Mention> mentions = new ArrayList<>();
      for (int start = 0; start < tokens.size(); start++) {
        for (int end = tokens.size(); end > start; end--) {
          String type = typeOfName.get(String.join(" ", tokens.subList(start, end)));
          if (type != null) {
            mentions.add(new Mention(start, end, type, 1.0 / (1 + end - start)));
            start = end - 1;
            break;
          }
        }
      }
      all.add(new Tagging(mentions, outside(mentions, tokens.size())));
    }
    return all;
  }

  private void work() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, 1_000_000));
    }
  }

  private static List<Double> outside(List<Mention> mentions, int tokens) {
    List<Double> outside = new ArrayList<>(Collections.nCopies(tokens, 0.75));
    for (Mention mention : mentions) {
      for (int i = mention.start(); i < mention.end(); i++) {
        outside.set(i, 1 - mention.probability());
      }
    }
    return outside;
  }

  @Override
  public Explanation explain(List<String> tokens) {
    return new Explanation(tokens, List.of(), List.of(), tag(tokens));
  }

  @Override
  public void close() {
    closed = true;
  }
}
