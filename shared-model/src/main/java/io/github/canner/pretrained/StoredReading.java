// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.bundle.ModelFile;
import io.github.canner.nn.Bert;
import java.util.Set;
import java.util.stream.IntStream;

/** What a model file says of the pretrained encoder that its network reads words through. */
public final class StoredReading {
  /** The part of a file that tells the options. */
  static final String CONFIG = "reading";

  /** Stands in the names of weights of layers that are trained. */
  static final String TUNED = ".tuned.";

  private StoredReading() {}

  /** The beginning of the names of the weights of a layer that is trained. */
  static String tunedLayer(String name, int layer) {
    return name + TUNED + Bert.layer(layer);
  }

  /** Whether the model in a file reads words through an encoder. */
  public static boolean isIn(ModelFile file) {
    return file.configs().contains(CONFIG);
  }

  /** How the model in a file reads words. */
  public static PretrainedOptions options(ModelFile file) {
    return file.config(CONFIG, PretrainedOptions.class);
  }

  /** Whether a weight is one of a layer that the network in a file reads as it was. */
  public static boolean isFrozenIn(ModelFile file, String weight) {
    int end = weight.indexOf(TUNED) + TUNED.length();
    return weight.contains(TUNED)
        && isIn(file)
        && IntStream.range(0, options(file).frozen())
            .anyMatch(layer -> weight.startsWith(Bert.layer(layer) + '.', end));
  }

  /** The width of the vectors that the model in a file reads; 0 where it has no encoder. */
  public static int width(ModelFile file) {
    return isIn(file) ? EncoderFile.spec(file).shape().width() : 0;
  }

  /** Names the encoder in a file: its name, and the hash of what it was first taken from. */
  public static String encoder(ModelFile file) {
    EncoderFile.Spec spec = EncoderFile.spec(file);
    return spec.name() + " " + spec.id();
  }

  /**
   * What distinguishes the network in a file from others, wherever its encoder is stored: the hash
   * of all else in the file, and the encoder.
   */
  public static String identity(ModelFile file) {
    return isIn(file)
        ? file.contentHashWithout(EncoderFile.PARTS) + " " + encoder(file)
        : file.contentHash();
  }

  /**
   * A file that was written without its encoder, see {@link #parts} and {@link #content}, with that
   * of another; any other file as it is.
   *
   * @param other the file with which it shares the encoder
   */
  public static ModelFile borrowing(ModelFile file, ModelFile other) {
    return lacksEncoder(file) ? file.borrowing(other, EncoderFile.PARTS) : file;
  }

  /** Whether a file was written without the encoder that the network in it reads. */
  public static boolean lacksEncoder(ModelFile file) {
    return isIn(file) && file.entries().stream().noneMatch(EncoderFile.PARTS::contains);
  }

  /** What to leave out of a file that shares the encoder of another. */
  public static Set<String> parts() {
    return EncoderFile.PARTS;
  }

  /**
   * What to leave out of a file that shares the encoder of another, for it to tell still what that
   * is, see {@link #isAlike}.
   */
  public static Set<String> content() {
    return EncoderFile.CONTENT;
  }

  /** How many encoders a file holds with all its sections. */
  public static int encodersIn(ModelFile file) {
    return (int)
        file.entries().stream().filter(entry -> entry.endsWith(EncoderFile.WEIGHTS)).count();
  }

  /** Whether what two files tell of their encoders is the same: name, origin and sizes. */
  public static boolean isAlike(ModelFile file, ModelFile other) {
    return isIn(file) && isIn(other) && EncoderFile.spec(file).equals(EncoderFile.spec(other));
  }

  /** Whether two files have the same encoder, with the same weights and word pieces. */
  public static boolean isSame(ModelFile file, ModelFile other) {
    return isAlike(file, other) && file.hasSame(other, EncoderFile.CONTENT);
  }
}
