// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.text.WordTokenizer;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.tika.parser.ner.NERecogniser;

/**
 * Finds names for the {@code NamedEntityParser} of Apache Tika, all types at once and sentence by
 * sentence, with {@code -Dner.impl.class=io.github.canner.opennlp.CanNERecogniser} and the model
 * that the system property {@value #MODEL} names. Safe for use by many threads.
 *
 * <p>Tika makes a recogniser for each of its parsers, and closes none. Those of one JVM that name
 * the same model share it, and it stays loaded.
 *
 * <p>{@code PER}, {@code LOC}, {@code ORG} and {@code MISC} get the names that Tika has for them;
 * other types keep theirs.
 */
public final class CanNERecogniser implements NERecogniser {
  /**
   * The system property that names a model file, or {@code default} for the Finnish model that
   * ships with Canner.
   */
  public static final String MODEL = "canner.tika.model";

  /**
   * The system property that says how words are cut: {@code joined}, which is usual, keeps together
   * what is written together around inner hyphens, colons and the like; {@code split} splits off
   * every mark but inner apostrophes, as the MasakhaNER corpora do.
   */
  public static final String WORDS = "canner.tika.words";

  private static final Map<String, String> NAMES =
      Map.of("PER", PERSON, "LOC", LOCATION, "ORG", ORGANIZATION, "MISC", MISCELLANEOUS);

  private static final Map<String, CanModel> MODELS = new ConcurrentHashMap<>();

  private final CanModel model;
  private final WordTokenizer tokenizer;

  /**
   * For Tika.
   *
   * @throws CanException if the property of the model is not set, the model cannot be loaded, or
   *     the other property says something else
   */
  public CanNERecogniser() {
    String name = System.getProperty(MODEL);
    if (name == null) {
      throw new CanException("no model, expected -D" + MODEL + "=FILE.can, or default as the file");
    }
    tokenizer = tokenizer(System.getProperty(WORDS, "joined"));
    model = MODELS.computeIfAbsent(name, CanModel::named);
  }

  private static WordTokenizer tokenizer(String words) {
    return switch (words) {
      case "joined" -> WordTokenizer.foreign();
      case "split" -> WordTokenizer.splittingForeign();
      default -> throw new CanException("-D" + WORDS + "=" + words + ": expected joined or split");
    };
  }

  /** Yes: without a model there is no recogniser. */
  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public Set<String> getEntityTypes() {
    return model.types().stream()
        .map(CanNERecogniser::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Finds the names in a text.
   *
   * @return the names of each type that there are any of, each once, with single spaces between
   *     their words
   */
  @Override
  public Map<String, Set<String>> recognise(String text) {
    List<List<String>> sentences = sentences(text);
    Map<String, Set<String>> names = new TreeMap<>();
    List<List<Mention>> all = model.tagAll(sentences);
    for (int i = 0; i < all.size(); i++) {
      for (Mention mention : all.get(i)) {
        names
            .computeIfAbsent(name(mention.type()), type -> new TreeSet<>())
            .add(String.join(" ", sentences.get(i).subList(mention.start(), mention.end())));
      }
    }
    return names;
  }

  private static String name(String type) {
    return NAMES.getOrDefault(type, type);
  }

  private List<List<String>> sentences(String text) {
    List<List<String>> sentences = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      List<String> words = tokenizer.tokenize(text.substring(start, end));
      if (!words.isEmpty()) {
        sentences.add(words);
      }
      start = end;
    }
    return sentences;
  }
}
