// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.nn.WordLexicon;
import io.github.canner.text.Vocabulary;

/** Lexica as model files hold them. */
public final class LexiconFiles {
  private static final String WORDS = "words.txt";
  private static final String CHARACTERS = "characters.txt";

  private LexiconFiles() {}

  /** Adds a lexicon. */
  public static void write(ModelFileWriter writer, WordLexicon lexicon) {
    writer.text(WORDS, lexicon.words().toLines()).text(CHARACTERS, lexicon.characters().toLines());
  }

  /**
   * The lexicon of a file.
   *
   * @throws CanException if there is none, or it was altered
   */
  public static WordLexicon read(ModelFile file) {
    return new WordLexicon(vocabulary(file, WORDS), vocabulary(file, CHARACTERS));
  }

  private static Vocabulary vocabulary(ModelFile file, String entry) {
    return Vocabulary.fromLines(file.lines(entry), file.where() + ": " + entry);
  }
}
