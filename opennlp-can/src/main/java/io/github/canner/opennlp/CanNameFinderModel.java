// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import opennlp.tools.ml.model.SequenceClassificationModel;
import opennlp.tools.util.BeamSearchContextGenerator;
import opennlp.tools.util.InvalidFormatException;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.SequenceValidator;
import opennlp.tools.util.model.SerializableArtifact;

/**
 * A Canner model in the place of OpenNLP's own: what stock OpenNLP finds in a {@code .bin} that
 * {@link OpenNlpExport} or {@link CanTrainer} made, and gives to each {@code NameFinderME}.
 *
 * <p>The probability of each token in a mention is that of the mention, so {@code
 * NameFinderME.probs(Span[])} and {@code Span.getProb()}, which average over tokens, give the
 * probability of the whole span with its type. All contexts, features and validators are ignored.
 *
 * <p>Safe for use by many threads at once: all name finders over one {@code TokenNameFinderModel}
 * share one of these. Native memory is freed when the last of them was garbage collected, or by
 * {@link #close()}.
 */
public final class CanNameFinderModel
    implements SequenceClassificationModel, SerializableArtifact, AutoCloseable {
  private static final byte[] MAGIC = {(byte) 0x89, 'C', 'A', 'N', '\r', '\n', 0x1A, '\n'};
  private static final int VERSION = 1;

  private final CanModel model;
  private final Content content;
  private final TypeNames types;

  private CanNameFinderModel(CanModel model, Content content, TypeNames types) {
    this.model = model;
    this.content = content;
    this.types = types;
  }

  /**
   * Loads a model file, of which a copy is kept outside the heap to be written into a {@code .bin}.
   *
   * @throws CanException if the file cannot be loaded
   */
  public static CanNameFinderModel load(Path file) {
    Content.Loaded loaded = Content.embed(file);
    return new CanNameFinderModel(
        loaded.model(), loaded.content(), TypeNames.of(loaded.model().types(), Map.of(), null));
  }

  /**
   * Writes a {@code .bin} that stock OpenNLP loads, with all types under the model's own names; see
   * {@link OpenNlpExport} for more choices.
   *
   * @param model a model file
   * @param bin the file to write
   * @throws CanException if the model cannot be loaded or the file cannot be written
   */
  public static void toOpenNlp(Path model, Path bin) {
    OpenNlpExport.builder().setModel(model).build().write(bin);
  }

  /** The ISO 639-3 code of the model's language, for example {@code fin}. */
  public String language() {
    return model.language();
  }

  /** The types that it finds, by the names that OpenNLP sees. */
  public List<String> types() {
    return types.all();
  }

  /** What the manifest of a {@code .bin} says about it. */
  Map<String, String> about() {
    return OpenNlpExport.about(language(), types, content);
  }

  @Override
  public <T> Sequence bestSequence(
      T[] sequence,
      Object[] additionalContext,
      BeamSearchContextGenerator<T> generator,
      SequenceValidator<T> validator) {
    return best(sequence);
  }

  private Sequence best(Object[] tokens) {
    List<List<String>> sentence = List.of(Tokens.of(tokens, "tokens"));
    return new Outcomes(model.analyzeAll(sentence).get(0), types).toSequence();
  }

  /** Gives the best sequence, and no others. */
  @Override
  public <T> Sequence[] bestSequences(
      int numSequences,
      T[] sequence,
      Object[] additionalContext,
      BeamSearchContextGenerator<T> generator,
      SequenceValidator<T> validator) {
    return numSequences < 1 ? new Sequence[0] : new Sequence[] {best(sequence)};
  }

  /** Gives the best sequence if its score is not below the least, and no others. */
  @Override
  public <T> Sequence[] bestSequences(
      int numSequences,
      T[] sequence,
      Object[] additionalContext,
      double minSequenceScore,
      BeamSearchContextGenerator<T> generator,
      SequenceValidator<T> validator) {
    return Arrays.stream(
            bestSequences(numSequences, sequence, additionalContext, generator, validator))
        .filter(found -> found.getScore() >= minSequenceScore)
        .toArray(Sequence[]::new);
  }

  @Override
  public String[] getOutcomes() {
    return Outcomes.possible(types);
  }

  @Override
  public Class<?> getArtifactSerializerClass() {
    return CanNameFinderModelSerializer.class;
  }

  /**
   * Frees the native memory, after which nothing is found any more. For programs that go through
   * many models; others leave it to the garbage collector.
   */
  @Override
  public void close() {
    model.close();
  }

  /** Writes the model, and leaves the stream open. */
  void write(OutputStream stream) throws IOException {
    write(content, types, stream);
  }

  static void write(Content content, TypeNames types, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.write(MAGIC);
    out.writeInt(VERSION);
    types.write(out);
    content.write(out);
    out.flush();
  }

  /**
   * Reads what {@link #write} wrote, to the end of the stream, which stays open.
   *
   * @throws InvalidFormatException if it is cut off, altered, of another version or something else
   */
  static CanNameFinderModel read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    try {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new InvalidFormatException("found something else, expected a model of Canner");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new InvalidFormatException(
            "found format version "
                + version
                + ", expected "
                + VERSION
                + (version > VERSION ? "; a newer Canner wrote this, update this one" : ""));
      }
      TypeNames types = TypeNames.read(in);
      Content.Loaded loaded = Content.read(in);
      try {
        types.require(loaded.model().types());
        if (in.read() >= 0) {
          throw new InvalidFormatException("found more bytes after the model, expected none");
        }
        return new CanNameFinderModel(loaded.model(), loaded.content(), types);
      } catch (IOException | RuntimeException e) {
        loaded.model().close();
        throw e;
      }
    } catch (InvalidFormatException | CanException e) {
      throw new InvalidFormatException("Canner's model in nameFinder.model: " + e.getMessage(), e);
    } catch (EOFException | UTFDataFormatException e) {
      throw new InvalidFormatException(
          "Canner's model in nameFinder.model is cut off or altered: " + e.getMessage(), e);
    }
  }
}
