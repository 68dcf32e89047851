// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.SpanScorer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Compares Canner with CoreNLP's own CRF, trained on the same sentences, in pipelines alike in all
 * else: F1 by one scorer, documents a second in one run, and memory.
 *
 * <pre>
 * CoreNlpComparison TRAIN TEST MODEL CRF [SECONDS]
 * </pre>
 *
 * <p>TRAIN and TEST are corpora in a CoNLL form; MODEL is a model file trained on TRAIN, or {@code
 * default}; CRF is the file of the CRF, trained if there is none; SECONDS is the length of one
 * measurement, 10 by default, 0 for none of speed.
 */
final class CoreNlpComparison {
  private static final String MEMORY = "memory";

  private CoreNlpComparison() {}

  /** Prints the comparison. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals(MEMORY)) {
      memory(arguments[1], arguments[2], Path.of(arguments[3]));
      return;
    }
    Path train = Path.of(arguments[0]);
    Path test = Path.of(arguments[1]);
    String can = arguments[2];
    Path crf = Path.of(arguments[3]);
    int seconds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 10;
    if (!Files.exists(crf)) {
      long start = System.nanoTime();
      CoreNlpPeers.train(train, crf);
      say("trained the CRF in %d s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }
    List<TaggedSentence> gold = CoreNlpPeers.read(test);
    score("can", CoreNlpPeers.can(can), gold);
    score("crf", CoreNlpPeers.crf(crf.toString()), gold);
    startMemory(CoreNlpBenchmark.CAN, can, test);
    startMemory(CoreNlpBenchmark.CRF, crf.toString(), test);
    if (seconds > 0) {
      speed(can, crf, test, seconds);
    }
  }

  private static void score(String name, StanfordCoreNLP pipeline, List<TaggedSentence> sentences) {
    List<List<Mention>> gold = sentences.stream().map(TaggedSentence::mentions).toList();
    List<List<Mention>> found = CoreNlpPeers.mentions(pipeline, CoreNlpPeers.documents(sentences));
    say("%s:%n%s", name, SpanScorer.score(gold, found).describe());
  }

  private static void speed(String can, Path crf, Path test, int seconds) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(CoreNlpBenchmark.class.getName())
            .param("can", can)
            .param("crf", crf.toString())
            .param("corpus", test.toString())
            .warmupTime(TimeValue.seconds(seconds))
            .measurementTime(TimeValue.seconds(seconds));
    Collection<RunResult> results = new Runner(options.build()).run();
    double[] rates = new double[2];
    for (RunResult result : results) {
      Result<?> rate = result.getPrimaryResult();
      String names = result.getParams().getParam("names");
      rates[names.equals(CoreNlpBenchmark.CAN) ? 0 : 1] = rate.getScore();
      say("%s: %.2f ± %.2f documents/s", names, rate.getScore(), rate.getScoreError());
    }
    say("can is %.3f times as fast as crf", rates[0] / rates[1]);
  }

  private static void startMemory(String names, String model, Path test)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            CoreNlpComparison.class.getName(),
            MEMORY,
            names,
            model,
            test.toString()));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("the measurement of memory ended with " + code);
    }
  }

  /** Prints what this JVM uses once one of the pipelines has annotated the corpus. */
  private static void memory(String names, String model, Path test) throws IOException {
    StanfordCoreNLP pipeline =
        names.equals(CoreNlpBenchmark.CAN) ? CoreNlpPeers.can(model) : CoreNlpPeers.crf(model);
    int mentions =
        CoreNlpPeers.mentions(pipeline, CoreNlpPeers.documents(CoreNlpPeers.read(test))).stream()
            .mapToInt(List::size)
            .sum();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    say("%s: %d mentions, %d MB live heap, %s", names, mentions, heap >> 20, resident());
    pipeline.process("");
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "resident memory unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("\\s+", " "))
        .reduce((a, b) -> a + ", " + b)
        .orElse("resident memory unknown");
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
