// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.WordsToSentencesAnnotator;
import io.github.canner.CanException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text of languages that CoreNLP does not know into tokens and sentences, as the corpora are
 * cut that Canner's models learn from. It takes the place of {@code tokenize}:
 *
 * <pre>
 * annotators = cantok, can
 * customAnnotatorClass.cantok = io.github.canner.corenlp.CanTokenizerAnnotator
 * </pre>
 *
 * <p>Properties, shown for the name {@code cantok}; any other {@code cantok.*} is an error:
 *
 * <ul>
 *   <li>{@code cantok.words}: {@code joined}, the default, keeps together what is written together
 *       around inner hyphens, colons and the like, as in {@code EU:n} and {@code 1980-luvun}, and
 *       as the Turku corpus does; {@code split} splits off every mark but inner apostrophes, as the
 *       MasakhaNER corpora do.
 *   <li>{@code cantok.eolonly}: {@code true} for one sentence a line; {@code false} by default.
 *   <li>{@code cantok.isOneSentence}: {@code true} for one sentence a document; {@code false} by
 *       default.
 *   <li>{@code cantok.newlineIsSentenceBreak}: {@code always}, {@code never} or {@code two}, the
 *       default, which is an empty line.
 *   <li>{@code cantok.boundaryTokenRegex}: the tokens that end a sentence where white space follows
 *       and no small letter is next; by default the full stops, question and exclamation marks of
 *       many scripts.
 * </ul>
 *
 * <p>A token's word is in Unicode normal form C; its offsets point into the text as it was given.
 * Safe for use by many threads.
 */
@SuppressWarnings("rawtypes") // as Annotator declares its sets of keys
public final class CanTokenizerAnnotator implements Annotator {
  private static final String WORDS = "words";
  private static final String EOL_ONLY = "eolonly";
  private static final String ONE_SENTENCE = "isOneSentence";
  private static final String NEWLINE = "newlineIsSentenceBreak";
  private static final String BOUNDARY = "boundaryTokenRegex";

  /** We say where sentences end. */
  private static final String NO_TOKEN = "(?!)";

  private static final Set<Class<? extends CoreAnnotation>> SATISFIED =
      Set.of(
          CoreAnnotations.TextAnnotation.class,
          CoreAnnotations.TokensAnnotation.class,
          CoreAnnotations.CharacterOffsetBeginAnnotation.class,
          CoreAnnotations.CharacterOffsetEndAnnotation.class,
          CoreAnnotations.BeforeAnnotation.class,
          CoreAnnotations.AfterAnnotation.class,
          CoreAnnotations.TokenBeginAnnotation.class,
          CoreAnnotations.TokenEndAnnotation.class,
          CoreAnnotations.IndexAnnotation.class,
          CoreAnnotations.OriginalTextAnnotation.class,
          CoreAnnotations.ValueAnnotation.class,
          CoreAnnotations.IsNewlineAnnotation.class,
          CoreAnnotations.SentencesAnnotation.class,
          CoreAnnotations.SentenceIndexAnnotation.class);

  private final ForeignTokens tokens;
  private final @Nullable SentenceEnds ends;
  private final WordsToSentencesAnnotator sentences;

  /**
   * Called by CoreNLP.
   *
   * @param name the name that the annotator is registered under, which begins its properties
   * @throws CanException if a property is unknown or wrong
   */
  public CanTokenizerAnnotator(String name, Properties properties) {
    PropertyReader reader = new PropertyReader(name, properties);
    reader.allowOnly(List.of(WORDS, EOL_ONLY, ONE_SENTENCE, NEWLINE, BOUNDARY));
    boolean lines = reader.flag(EOL_ONLY, false);
    boolean one = reader.flag(ONE_SENTENCE, false);
    String newline = reader.text(NEWLINE, "two");
    if (!Set.of("always", "never", "two").contains(newline)) {
      throw new CanException(
          reader.key(NEWLINE) + " = " + newline + ": expected always, never or two");
    }
    tokens =
        new ForeignTokens(
            ForeignTokens.tokenizer(reader.key(WORDS), reader.text(WORDS, "joined")),
            lines || !one && !newline.equals("never"));
    ends = lines || one ? null : new SentenceEnds(mark(reader));
    Properties split = new Properties();
    split.setProperty("ssplit.eolonly", Boolean.toString(lines));
    split.setProperty("ssplit.isOneSentence", Boolean.toString(one));
    split.setProperty("ssplit.newlineIsSentenceBreak", newline);
    split.setProperty("ssplit.boundaryTokenRegex", NO_TOKEN);
    sentences = new WordsToSentencesAnnotator(split);
  }

  private static Pattern mark(PropertyReader reader) {
    String regex = reader.text(BOUNDARY, SentenceEnds.USUAL_MARKS);
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new CanException(
          reader.key(BOUNDARY) + " = " + regex + ": expected a regular expression", e);
    }
  }

  /**
   * Cuts a document, replacing the tokens and sentences that it had.
   *
   * @throws IllegalArgumentException if the document has no text
   */
  @Override
  public void annotate(Annotation document) {
    String text = document.get(CoreAnnotations.TextAnnotation.class);
    if (text == null) {
      throw new IllegalArgumentException("the document has no text");
    }
    List<CoreLabel> found = tokens.of(text);
    if (ends != null) {
      ends.tell(found);
    }
    document.set(CoreAnnotations.TokensAnnotation.class, found);
    document.remove(CoreAnnotations.SentencesAnnotation.class);
    sentences.annotate(document);
    // Of the white space around newline tokens, which are gone now, CoreNLP keeps the newline
    // alone.
    ForeignTokens.addWhatIsBetween(text, document.get(CoreAnnotations.TokensAnnotation.class));
  }

  @Override
  public Set<Class<? extends CoreAnnotation>> requires() {
    return Set.of();
  }

  @Override
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return SATISFIED;
  }
}
