// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.util.RuntimeInterruptedException;
import io.github.canner.CanModel;
import io.github.canner.Tagging;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the sentences of a document through a model together. The model works on threads of its
 * own, so that the caller can leave when it is interrupted or out of time, whatever the model is
 * doing; of a document that the caller has left, no batch is begun.
 *
 * @param threads how many batches of a document the model works on at once
 * @param millis the time for a document; 0 for as long as it takes
 * @param tokens the length of the longest sentence that goes to the model
 */
record ModelRunner(CanModel model, int threads, int millis, int tokens) {

  ModelRunner(CanModel model, Options options) {
    this(model, options.threads(), options.millis(), options.tokens());
  }

  private static final int SENTENCES_PER_BATCH = 32;

  /**
   * Enough to keep the model busy, little enough that what it does in vain for a caller who has
   * left takes a fraction of a second. Batches depend on the text alone, so that the same text
   * gives the same probabilities to the last digit.
   */
  private static final int TOKENS_PER_BATCH = 256;

  private static final ExecutorService POOL = pool();

  private record Batch(int from, List<List<String>> sentences) {}

  private record Done(int from, List<Tagging> taggings) {}

  private static ExecutorService pool() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "can-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Tags sentences.
   *
   * @return for each sentence what the model says of it; empty for those that are too long and
   *     those that it did not come to in time
   * @throws RuntimeInterruptedException if this thread is interrupted before all is done
   */
  List<Optional<Tagging>> tag(List<List<CoreLabel>> sentences) {
    List<List<String>> words = new ArrayList<>();
    for (List<CoreLabel> sentence : sentences) {
      if (sentence.size() <= tokens) {
        words.add(sentence.stream().map(CoreLabel::word).toList());
      }
    }
    Iterator<Optional<Tagging>> found = tagWords(words).iterator();
    return sentences.stream()
        .map(sentence -> sentence.size() <= tokens ? found.next() : Optional.<Tagging>empty())
        .toList();
  }

  private List<Optional<Tagging>> tagWords(List<List<String>> sentences) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    Queue<Batch> batches = batches(sentences);
    List<Optional<Tagging>> found =
        new ArrayList<>(Collections.nCopies(sentences.size(), Optional.empty()));
    CompletionService<Done> service = new ExecutorCompletionService<>(POOL);
    Set<Future<Done>> running = new HashSet<>();
    try {
      while (!batches.isEmpty() || !running.isEmpty()) {
        while (running.size() < threads && !batches.isEmpty()) {
          Batch batch = batches.remove();
          running.add(
              service.submit(() -> new Done(batch.from, model.analyzeAll(batch.sentences))));
        }
        Future<Done> next = next(service, end);
        if (next == null) {
          return found;
        }
        running.remove(next);
        Done done = next.get();
        for (int i = 0; i < done.taggings.size(); i++) {
          found.set(done.from + i, Optional.of(done.taggings.get(i)));
        }
      }
      return found;
    } catch (InterruptedException e) {
      throw new RuntimeInterruptedException(e);
    } catch (ExecutionException e) {
      throw unchecked(e);
    } finally {
      running.forEach(future -> future.cancel(false));
    }
  }

  private @Nullable Future<Done> next(CompletionService<Done> service, long end)
      throws InterruptedException {
    return millis == 0
        ? service.take()
        : service.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private static Queue<Batch> batches(List<List<String>> sentences) {
    Queue<Batch> batches = new ArrayDeque<>();
    int from = 0;
    while (from < sentences.size()) {
      int to = from + 1;
      int tokens = sentences.get(from).size();
      while (to < sentences.size()
          && to - from < SENTENCES_PER_BATCH
          && tokens + sentences.get(to).size() <= TOKENS_PER_BATCH) {
        tokens += sentences.get(to++).size();
      }
      batches.add(new Batch(from, sentences.subList(from, to)));
      from = to;
    }
    return batches;
  }

  /** What the model threw; it throws nothing that is checked. */
  private static RuntimeException unchecked(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException("the model failed", cause);
  }
}
