// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.WordToSentenceProcessor;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the ends of sentences: marks that end one, with white space behind them and no small letter
 * next. So neither {@code 1 . 1 . 1980}, cut out of {@code 1.1.1980}, nor {@code 5. tammikuuta}
 * ends a sentence.
 *
 * @param mark the tokens that end a sentence
 */
record SentenceEnds(Pattern mark) {

  /** CoreNLP's own, and those of Indic, Arabic, Ethiopic, Burmese, Khmer, Tibetan and Armenian. */
  static final String USUAL_MARKS = "[.。।॥۔።။།។៕։]|[!?！？؟፧]+";

  private static final Pattern CLOSING =
      Pattern.compile(WordToSentenceProcessor.DEFAULT_BOUNDARY_FOLLOWERS_REGEX);

  /** Tells CoreNLP's sentence splitter which tokens are the last of their sentences. */
  void tell(List<CoreLabel> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (mark.matcher(tokens.get(i).word()).matches()) {
        int last = i;
        while (last + 1 < tokens.size() && closes(tokens.get(last), tokens.get(last + 1))) {
          last++;
        }
        if (separates(tokens, last)) {
          tokens.get(last).set(CoreAnnotations.ForcedSentenceEndAnnotation.class, true);
        }
        i = last;
      }
    }
  }

  private static boolean closes(CoreLabel end, CoreLabel next) {
    return end.after().isEmpty() && !next.isNewline() && CLOSING.matcher(next.word()).matches();
  }

  private static boolean separates(List<CoreLabel> tokens, int last) {
    int next = last + 1;
    boolean space = !tokens.get(last).after().isEmpty();
    while (next < tokens.size() && tokens.get(next).isNewline()) {
      space = true;
      next++;
    }
    return next == tokens.size()
        || space && !Character.isLowerCase(tokens.get(next).word().codePointAt(0));
  }
}
