// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A translator, an English network and two taggers that are trained once for all tests that ask for
 * them, on sentences that they can learn by heart. Nobody writes to their files but to the cache.
 */
final class TinyModels implements AutoCloseable {
  private final Path folder;
  private final Path finnish;
  private final Path englishCorpus;
  private final Path parallel;
  private final Run englishTraining;
  private final Run training;

  private TinyModels(Path folder) {
    this.folder = folder;
    finnish = Texts.finnish(folder);
    englishCorpus = Texts.english(folder);
    parallel = Texts.parallel(folder);
    Object[] sizes = {"--embedding-size", 8, "--encoder-size", 8, "--decoder-size", 6};
    Object[] learning = {"--subwords", 100, "--epochs", 2};
    Object[] notice = {"--notice", "The pairs were written for a test."};
    Object[] pairs = {"--parallel", parallel, "--language", "fin", "--output", translator()};
    Run.can(joined("train-translator", pairs, sizes, learning, notice)).done();
    Object[] corpora = {"--train", englishCorpus, "--dev", englishCorpus, "--test", englishCorpus};
    Object[] shape = {"--hidden", 8, "--minimum-count", 1, "--dropout", 0.1};
    Object[] steps = {"--epochs", 12, "--batch", 2, "--learning-rate", 0.02};
    englishTraining =
        Run.can(joined("train-english", corpora, shape, steps, "--output", english())).done();
    train(alone(), "--transfer", "none").done();
    training = train(model(), transfer(cache())).done();
  }

  /** Gives a test class the models, in its constructor. */
  static final class Trained implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == TinyModels.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test.getRoot()
          .getStore(ExtensionContext.Namespace.create(TinyModels.class))
          .computeIfAbsent(TinyModels.class, type -> trained(), TinyModels.class);
    }

    private static TinyModels trained() {
      try {
        return new TinyModels(Files.createTempDirectory("tiny-models"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Eight tagged sentences. */
  Path finnish() {
    return finnish;
  }

  /** Seven tagged sentences. */
  Path englishCorpus() {
    return englishCorpus;
  }

  /** Pairs of sentences. */
  Path parallel() {
    return parallel;
  }

  Path translator() {
    return folder.resolve("t.can");
  }

  Path english() {
    return folder.resolve("e.can");
  }

  /** A tagger without transfer. */
  Path alone() {
    return folder.resolve("alone.can");
  }

  /** A tagger that reads English. */
  Path model() {
    return folder.resolve("m.can");
  }

  /** Where translations are kept. */
  Path cache() {
    return folder.resolve("cache");
  }

  /** The training of {@link #english()}. */
  Run englishTraining() {
    return englishTraining;
  }

  /** The training of {@link #model()}. */
  Run training() {
    return training;
  }

  /** What {@code can train} reads English by. */
  Object[] transfer(Path cache) {
    return new Object[] {"--translator", translator(), "--english", english(), "--cache", cache};
  }

  /** Trains a tagger as both of these were. */
  Run train(Path output, Object... more) {
    return Run.can(arguments(output, more));
  }

  /** What {@link #train} passes. */
  Object[] arguments(Path output, Object... more) {
    Object[] corpora = {"--train", finnish, "--dev", finnish, "--language", "fin"};
    Object[] shape = {"--hidden", 12, "--dropout", 0.1};
    Object[] steps = {"--epochs", 4, "--passes", 20, "--batch", 4, "--learning-rate", 0.02};
    Object[] notice = {"--notice", "The corpus was written for a test."};
    return joined("train", corpora, "--output", output, "--seed", 1, shape, steps, notice, more);
  }

  /** One command line of pieces, each an argument or an array of them. */
  static Object[] joined(Object... pieces) {
    return Stream.of(pieces)
        .flatMap(piece -> piece instanceof Object[] many ? Stream.of(many) : Stream.of(piece))
        .toArray();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
