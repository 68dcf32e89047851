// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.opennlp.CanNameFinder;
import io.github.canner.opennlp.CanOpenNlp;
import io.github.canner.opennlp.OpenNlpExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import opennlp.tools.ml.perceptron.PerceptronTrainer;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sentences a second, and with {@code -prof gc} bytes allocated for each, of the ways to find names
 * in OpenNLP. What the adapter costs is the difference between {@code model} and {@code bin}, and
 * between {@code modelBatch} and {@code finderBatch}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Threads(2)
public class OpenNlpBenchmark {
  private static final int SENTENCES = 64;

  /** What all threads share. */
  @State(Scope.Benchmark)
  public static class Shared {
    CanModel model;
    CanNameFinder finder;
    TokenNameFinderModel bin;
    TokenNameFinderModel maxent;
    TokenNameFinderModel perceptron;
    String[][] sentences;
    List<List<String>> lists;

    /** Loads and trains. */
    @Setup(Level.Trial)
    public void load() throws IOException {
      model = CanModel.loadDefault();
      finder = new CanNameFinder(model);
      bin = exported();
      lists = new ArrayList<>();
      for (int i = 0; i < SENTENCES; i++) {
        lists.add(FinnishText.SENTENCES.get(i % FinnishText.SENTENCES.size()));
      }
      sentences =
          lists.stream().map(tokens -> tokens.toArray(String[]::new)).toArray(String[][]::new);
      maxent = trained("MAXENT");
      perceptron = trained(PerceptronTrainer.PERCEPTRON_VALUE);
    }

    private static TokenNameFinderModel exported() throws IOException {
      CanOpenNlp.allow();
      Path file = Files.createTempFile("fin-", ".bin");
      try {
        OpenNlpExport.builder().setDefaultModel().build().write(file);
        return new TokenNameFinderModel(file);
      } finally {
        Files.delete(file);
      }
    }

    /** OpenNLP's own, trained on what ours finds in the text. */
    private TokenNameFinderModel trained(String algorithm) throws IOException {
      List<NameSample> samples = new ArrayList<>();
      for (List<String> tokens : lists) {
        List<Mention> mentions = model.tag(tokens);
        samples.add(
            new NameSample(
                tokens.toArray(String[]::new),
                mentions.stream()
                    .map(m -> new Span(m.start(), m.end(), m.type()))
                    .toArray(Span[]::new),
                false));
      }
      TrainingParameters parameters = new TrainingParameters();
      parameters.put("Algorithm", algorithm);
      parameters.put("Iterations", 100);
      parameters.put("Cutoff", 0);
      return NameFinderME.train(
          "fin",
          null,
          ObjectStreamUtils.createObjectStream(samples),
          parameters,
          new TokenNameFinderFactory());
    }

    /** Frees native memory. */
    @TearDown(Level.Trial)
    public void close() {
      model.close();
    }
  }

  /** What OpenNLP 2 wants each thread to have of its own. */
  @State(Scope.Thread)
  public static class Own {
    NameFinderME bin;
    NameFinderME maxent;
    NameFinderME perceptron;

    /** Makes name finders. */
    @Setup(Level.Trial)
    public void make(Shared shared) {
      bin = new NameFinderME(shared.bin);
      maxent = new NameFinderME(shared.maxent);
      perceptron = new NameFinderME(shared.perceptron);
    }
  }

  /** The model without OpenNLP, sentence by sentence. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public int model(Shared shared) {
    int found = 0;
    for (List<String> tokens : shared.lists) {
      found += shared.model.tag(tokens).size();
    }
    return found;
  }

  /** The .bin in a NameFinderME, sentence by sentence. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public int bin(Shared shared, Own own) {
    return find(own.bin, shared);
  }

  /** The model without OpenNLP, all sentences together. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public int modelBatch(Shared shared) {
    return shared.model.tagAll(shared.lists).stream().mapToInt(List::size).sum();
  }

  /** CanNameFinder, all sentences together. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public int finderBatch(Shared shared) {
    return Arrays.stream(shared.finder.find(shared.sentences)).mapToInt(s -> s.length).sum();
  }

  /** OpenNLP's own maximum entropy model. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public int maxent(Shared shared, Own own) {
    return find(own.maxent, shared);
  }

  /** OpenNLP's own perceptron. */
  @Benchmark
  @OperationsPerInvocation(SENTENCES)
  public int perceptron(Shared shared, Own own) {
    return find(own.perceptron, shared);
  }

  private static int find(NameFinderME finder, Shared shared) {
    int found = 0;
    for (String[] tokens : shared.sentences) {
      found += finder.find(tokens).length;
    }
    return found;
  }
}
