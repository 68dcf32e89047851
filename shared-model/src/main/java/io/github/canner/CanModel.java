// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A named-entity recogniser for one language. Immutable and safe for use by many threads at once;
 * {@link #close()} frees its native memory, after which all methods that read text throw {@link
 * IllegalStateException}. A model that was loaded and never closed is freed some time after nobody
 * can reach it any more.
 */
public interface CanModel extends AutoCloseable {

  /**
   * Loads a model file written by {@code can train}.
   *
   * @throws CanException if the file is missing, damaged, of another kind or of another format
   *     version
   */
  static CanModel load(Path file) {
    return CanModelLoader.find().load(file);
  }

  /**
   * Loads a model file from a stream, such as a resource on the class path, to its end. The stream
   * stays open.
   *
   * @param name of the model, for messages
   * @throws CanException as {@link #load(Path)}, or if the stream cannot be read
   */
  static CanModel load(InputStream stream, String name) {
    return CanModelLoader.find().load(stream, name);
  }

  /** The name of the model that ships with Canner, wherever one may name a model. */
  String DEFAULT = "default";

  /**
   * Loads the model of a name, as properties and options give it.
   *
   * @param name the path of a model file, or {@value #DEFAULT}
   * @throws CanException as {@link #load}
   */
  static CanModel named(String name) {
    return name.equals(DEFAULT) ? loadDefault() : load(Path.of(name));
  }

  /** Loads the small Finnish model that ships with Canner. */
  static CanModel loadDefault() {
    return CanModelLoader.find().loadDefault();
  }

  /** The ISO 639-3 code of the language this model was trained for, for example {@code fin}. */
  String language();

  /** The entity types this model can find, in a fixed order. */
  List<String> types();

  /**
   * Finds the mentions of one tokenised sentence.
   *
   * @return mentions in order, none overlapping; empty for an empty sentence
   */
  default List<Mention> tag(List<String> tokens) {
    return tagAll(List.of(tokens)).get(0);
  }

  /**
   * Finds the mentions of many sentences together, which is faster than one by one and gives the
   * same mentions.
   *
   * @return for each sentence its mentions, in the order of the input
   */
  default List<List<Mention>> tagAll(List<? extends List<String>> sentences) {
    return analyzeAll(sentences).stream().map(Tagging::mentions).toList();
  }

  /**
   * Finds the mentions of many sentences together, and says of each token how likely it is in none.
   *
   * @return for each sentence what there is to say of it, in the order of the input; its mentions
   *     are those of {@link #tagAll}
   */
  List<Tagging> analyzeAll(List<? extends List<String>> sentences);

  /** Tags a sentence and shows the translation and the alignment that the model saw. */
  Explanation explain(List<String> tokens);

  @Override
  void close();
}
