// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.opennlp.CanOpenNlp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time from a fresh JVM with a .bin on disk to the first mention, the JVM's own start left out.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 5, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class OpenNlpStartBenchmark {
  private static final String[] SENTENCE = {"Aino", "Virtanen", "asuu", "Turussa", "."};

  private Path bin;

  /**
   * The file, which the system property {@code bin} names: making it here would load the model once
   * before.
   */
  @Setup(Level.Trial)
  public void find() {
    bin = Path.of(Objects.requireNonNull(System.getProperty("bin"), "-jvmArgsAppend -Dbin=..."));
  }

  /** Loads the file and finds the first names. */
  @Benchmark
  public Span[] firstMention() throws IOException {
    CanOpenNlp.allow();
    return new NameFinderME(new TokenNameFinderModel(bin)).find(SENTENCE);
  }
}
