// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static io.github.canner.it.DefaultModel.assertSame;

import io.github.canner.Mention;
import io.github.canner.opennlp.CanOpenNlp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import org.junit.jupiter.api.Test;

/** One model of OpenNLP in many threads, each with a name finder of its own, as servers do it. */
class OpenNlpThreadsTest {
  private static final int THREADS = 64;

  @Test
  void finds_in_64_threads_what_it_finds_in_one() throws Exception {
    CanOpenNlp.allow();
    TokenNameFinderModel model = new TokenNameFinderModel(DefaultModel.bin());
    List<List<Mention>> alone = find(new NameFinderME(model), FinnishText.SENTENCES);
    assertSame(alone, DefaultModel.tag(FinnishText.SENTENCES));
    CountDownLatch gate = new CountDownLatch(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<List<Mention>>>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int from = start(i);
        answers.add(
            pool.submit(
                () -> {
                  NameFinderME finder = new NameFinderME(model);
                  gate.countDown();
                  gate.await();
                  return find(finder, FinnishText.SENTENCES.subList(from, from + 3));
                }));
      }
      for (int i = 0; i < THREADS; i++) {
        assertSame(answers.get(i).get(), alone.subList(start(i), start(i) + 3));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** So that threads that run together read different sentences. */
  private static int start(int thread) {
    return thread % (FinnishText.SENTENCES.size() - 2);
  }

  private static List<List<Mention>> find(NameFinderME finder, List<List<String>> sentences) {
    return sentences.stream()
        .map(tokens -> NameFinderHost.mentions(finder.find(tokens.toArray(String[]::new))))
        .toList();
  }
}
