// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.AbstractTokenizer;
import io.github.canner.CanException;
import io.github.canner.text.WordTokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into CoreNLP's tokens as Canner's corpora are cut. A token's word is in Unicode normal
 * form C; its offsets and its original text are those of the text as the user wrote it.
 *
 * @param newlines whether each end of a line becomes a token too, by which sentences may be split
 */
record ForeignTokens(WordTokenizer tokenizer, boolean newlines) {
  private static final String JOINED = "joined";
  private static final String SPLIT = "split";

  /**
   * The tokenizer of a name that users write.
   *
   * @param key the name of the property, for messages
   * @throws CanException if it is none
   */
  static WordTokenizer tokenizer(String key, String name) {
    return switch (name.strip()) {
      case JOINED -> WordTokenizer.foreign();
      case SPLIT -> WordTokenizer.splittingForeign();
      default -> throw new CanException(key + " = " + name + ": expected joined or split");
    };
  }

  List<CoreLabel> of(String text) {
    List<CoreLabel> tokens = new ArrayList<>();
    int from = 0;
    while (newlines && from < text.length()) {
      int newline = newline(text, from);
      if (newline == text.length()) {
        break;
      }
      int next = newline + (text.startsWith("\r\n", newline) ? 2 : 1);
      cut(text, from, newline, tokens);
      tokens.add(token(text, AbstractTokenizer.NEWLINE_TOKEN, newline, next));
      from = next;
    }
    cut(text, from, text.length(), tokens);
    addWhatIsBetween(text, tokens);
    return tokens;
  }

  private static int newline(String text, int from) {
    int at = from;
    while (at < text.length() && "\n\r\u2028\u2029\u0085".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private void cut(String text, int from, int to, List<CoreLabel> tokens) {
    OriginalOffsets offsets = OriginalOffsets.of(text.substring(from, to));
    int at = 0;
    for (String word : tokenizer.tokenize(offsets.normal())) {
      int start = offsets.normal().indexOf(word, at);
      at = start + word.length();
      tokens.add(token(text, word, from + offsets.start(start), from + offsets.end(at)));
    }
  }

  private static CoreLabel token(String text, String word, int begin, int end) {
    CoreLabel token = new CoreLabel();
    token.setWord(word);
    token.setValue(word);
    token.setOriginalText(text.substring(begin, end));
    token.setBeginPosition(begin);
    token.setEndPosition(end);
    token.setIsNewline(word.equals(AbstractTokenizer.NEWLINE_TOKEN));
    return token;
  }

  /** Tells each token what white space is around it, and its place among the tokens. */
  static void addWhatIsBetween(String text, List<CoreLabel> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      CoreLabel token = tokens.get(i);
      int before = i == 0 ? 0 : tokens.get(i - 1).endPosition();
      int after = i + 1 == tokens.size() ? text.length() : tokens.get(i + 1).beginPosition();
      token.setBefore(text.substring(before, token.beginPosition()));
      token.setAfter(text.substring(token.endPosition(), after));
      token.set(CoreAnnotations.TokenBeginAnnotation.class, i);
      token.set(CoreAnnotations.TokenEndAnnotation.class, i + 1);
    }
  }
}
