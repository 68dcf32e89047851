// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.AbstractTokenizer;
import edu.stanford.nlp.process.Tokenizer;
import edu.stanford.nlp.process.TokenizerFactory;
import edu.stanford.nlp.util.StringUtils;
import io.github.canner.CanException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokenizers for the programs of CoreNLP that ask for a factory by name, as its classifiers
 * do:
 *
 * <pre>
 * tokenizerFactory = io.github.canner.corenlp.CanTokenizerFactory
 * tokenizerOptions = words=split
 * </pre>
 *
 * <p>The options are {@code words=joined}, the default, or {@code words=split}, see {@link
 * CanTokenizerAnnotator}; {@code tokenizeNLs=true} to make a token of each end of a line; {@code
 * invertible=true}, which holds in any case.
 */
public final class CanTokenizerFactory implements TokenizerFactory<CoreLabel> {
  private static final SentenceEnds ENDS =
      new SentenceEnds(Pattern.compile(SentenceEnds.USUAL_MARKS));

  private static final String JOINED = "joined";

  private static final long serialVersionUID = 1L;

  private String options;

  private CanTokenizerFactory(String options) {
    parse(options);
    this.options = options;
  }

  /**
   * Called by CoreNLP.
   *
   * @throws CanException if an option is unknown or wrong
   */
  public static TokenizerFactory<CoreLabel> newCoreLabelTokenizerFactory(String options) {
    return new CanTokenizerFactory(options);
  }

  /**
   * How words are cut by these options.
   *
   * @throws CanException if an option is unknown
   */
  static String words(@Nullable String options) {
    return options == null ? JOINED : parsed(options).words;
  }

  private record Parsed(String words, boolean newlines) {}

  private static ForeignTokens parse(String options) {
    Parsed parsed = parsed(options);
    return new ForeignTokens(ForeignTokens.tokenizer("words", parsed.words), parsed.newlines);
  }

  private static Parsed parsed(String options) {
    String words = JOINED;
    boolean newlines = false;
    for (Map.Entry<String, String> option : StringUtils.stringToPropertiesMap(options).entrySet()) {
      switch (option.getKey()) {
        case "words" -> words = option.getValue();
        case "tokenizeNLs" -> newlines = Boolean.parseBoolean(option.getValue());
        case "invertible", "" -> {}
        default ->
            throw new CanException(
                "tokenizerOptions: unknown option "
                    + option.getKey()
                    + "; expected words, tokenizeNLs or invertible");
      }
    }
    return new Parsed(words, newlines);
  }

  @Override
  public Iterator<CoreLabel> getIterator(Reader reader) {
    return getTokenizer(reader);
  }

  @Override
  public Tokenizer<CoreLabel> getTokenizer(Reader reader) {
    return tokenizer(reader, parse(options));
  }

  @Override
  public Tokenizer<CoreLabel> getTokenizer(Reader reader, String extraOptions) {
    return tokenizer(reader, parse(options + "," + extraOptions));
  }

  @Override
  public void setOptions(String options) {
    parse(options);
    this.options = options;
  }

  private static Tokenizer<CoreLabel> tokenizer(Reader reader, ForeignTokens tokens) {
    var all = tokens.of(read(reader));
    ENDS.tell(all);
    Iterator<CoreLabel> rest = all.iterator();
    return new AbstractTokenizer<>() {
      @Override
      protected @Nullable CoreLabel getNext() {
        return rest.hasNext() ? rest.next() : null;
      }
    };
  }

  static String read(Reader reader) {
    StringWriter text = new StringWriter();
    try {
      reader.transferTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
