// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.pretrained.EncoderName;
import io.github.canner.pretrained.Pooling;
import io.github.canner.pretrained.PretrainedOptions;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.WeightPrecision;
import io.github.canner.train.DiskCache;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a pretrained encoder is read. */
final class PretrainedOption {
  private static final List<String> ALL =
      List.of(
          "--layers",
          "--tune-layers",
          "--tune-rate",
          "--pooling",
          "--reserve",
          "--encoder-weights");
  private static final Pattern LAYERS = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

  @Option(
      names = "--layers",
      paramLabel = "N[-M]",
      description =
          "With a pretrained encoder: the layer whose states are read, or the first and the last"
              + " of several that are mixed in shares that are learnt; 0 stands for the"
              + " embeddings.")
  private String layers = Integer.toString(PretrainedOptions.USUAL.last());

  @Option(
      names = "--tune-layers",
      paramLabel = "K",
      description =
          "With a pretrained encoder: so many layers, from the last one read down, are trained too;"
              + " the others stay as they are. With such layers the same seed gives the same file"
              + " only on one thread of the engine: CAN_JAVA_OPTS=-Dai.djl.pytorch.num_threads=1.")
  private int tuned;

  @Option(
      names = "--tune-rate",
      paramLabel = "X",
      description = "The highest learning rate of these layers.")
  private float rate = PretrainedSource.USUAL_RATE;

  @Option(
      names = "--pooling",
      paramLabel = "HOW",
      description =
          "With a pretrained encoder: what stands for a word of several pieces: the mean of their"
              + " states or that of the first.")
  private Pooling pooling = Pooling.MEAN;

  @Option(
      names = "--reserve",
      paramLabel = "N",
      description =
          "With a pretrained encoder: how many word pieces that the corpora lack the model keeps"
              + " for other text. Fewer make the file smaller, and cost F1 on text that needs"
              + " others. Without this all that consist of characters of the corpora and of ASCII.")
  private @Nullable Integer reserve;

  @Option(
      names = "--encoder-weights",
      paramLabel = "HOW",
      description =
          "With a pretrained encoder: how the model file holds the layers that are not trained."
              + " half: 16 bits a weight. int8: 8 bits, a scale for each row of a matrix; half the"
              + " size, a little less exact. The scores told after the training are with half.")
  private WeightPrecision precision = WeightPrecision.INT8;

  /** Ends the verb as wrongly used where the options make no sense. */
  void check(Verb verb, EncoderName encoder) {
    verb.requireFor("a pretrained --encoder", !encoder.isChars(), ALL);
    verb.requireFor("--tune-layers", tuned > 0, List.of("--tune-rate"));
    options(verb);
    Limits.positive(verb, "--tune-rate", rate);
    Limits.atLeast(verb, "--reserve", reserve(), 0);
  }

  private PretrainedOptions options(Verb verb) {
    Matcher range = LAYERS.matcher(layers);
    verb.require(
        range.matches(),
        "--layers is " + layers + ", expected a number such as 9 or two such as 6-10");
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    verb.require(first <= last, "--layers is " + layers + ", expected the lower layer first");
    verb.require(
        tuned >= 0 && tuned <= last,
        "--tune-layers is " + tuned + ", expected 0 to " + last + ", the last of --layers");
    verb.require(
        tuned == 0 || first >= last - tuned,
        "--layers "
            + layers
            + " cannot go with --tune-layers "
            + tuned
            + ": of the layers that stay as they are only the last, "
            + (last - tuned)
            + ", can be mixed with those that are trained");
    return new PretrainedOptions(first, last, tuned, pooling);
  }

  /** The encoder, which must be there. */
  PretrainedSource source(Verb verb, EncoderName encoder, DiskCache cache) {
    return new PretrainedSource(encoder.open(), options(verb), reserve(), rate, cache, precision);
  }

  private int reserve() {
    return reserve == null ? PretrainedSource.ALL_PIECES : reserve;
  }
}
