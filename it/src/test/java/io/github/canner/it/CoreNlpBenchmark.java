// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Documents a second through pipelines that differ in the annotator for names only. {@link
 * CoreNlpComparison} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(1)
public class CoreNlpBenchmark {
  static final String CAN = "can";
  static final String CRF = "crf";

  /** Which annotator. */
  @Param({CAN, CRF})
  public String names;

  /** Its model file. */
  @Param("")
  public String can;

  /** The CRF's file. */
  @Param("")
  public String crf;

  /** A corpus whose sentences make the documents. */
  @Param("")
  public String corpus;

  private StanfordCoreNLP pipeline;
  private List<String> documents;
  private int next;

  /** Loads the model of the annotator under test, and the documents. */
  @Setup
  public void load() {
    pipeline = names.equals(CAN) ? CoreNlpPeers.can(can) : CoreNlpPeers.crf(crf);
    documents = CoreNlpPeers.documents(CoreNlpPeers.read(Path.of(corpus)));
  }

  /** One document, the next of the corpus. */
  @Benchmark
  public Annotation annotate() {
    next = (next + 1) % documents.size();
    return pipeline.process(documents.get(next));
  }
}
