// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A corpus file and how its types join those of other corpora.
 *
 * @param path the file
 * @param drop types whose mentions are left out, so that their tokens stand outside
 * @param rename types that get another name, old to new
 * @param unlabelled types the corpus does not annotate, though others it is joined with do
 */
public record CorpusSpec(
    Path path, Set<String> drop, Map<String, String> rename, Set<String> unlabelled) {
  private static final String FORM =
      "PATH[;drop=TYPE,...][;rename=OLD:NEW,...][;unlabelled=TYPE,...]";

  public CorpusSpec {
    drop = Set.copyOf(drop);
    rename = Map.copyOf(rename);
    unlabelled = Set.copyOf(unlabelled);
  }

  /**
   * Reads {@code PATH[;drop=TYPE,...][;rename=OLD:NEW,...][;unlabelled=TYPE,...]}.
   *
   * @throws CanException if the text has another form or says two things of one type
   */
  public static CorpusSpec parse(String text) {
    String[] parts = text.split(";", -1);
    SortedSet<String> drop = new TreeSet<>();
    SortedMap<String, String> rename = new TreeMap<>();
    SortedSet<String> unlabelled = new TreeSet<>();
    for (String part : List.of(parts).subList(1, parts.length)) {
      int equals = part.indexOf('=');
      String option = equals < 0 ? part : part.substring(0, equals);
      for (String value : part.substring(equals + 1).split(",", -1)) {
        boolean fresh =
            switch (equals < 0 || value.isEmpty() ? "" : option) {
              case "drop" -> !rename.containsKey(value) && drop.add(value);
              case "rename" -> putRename(text, value, drop, rename);
              case "unlabelled" -> unlabelled.add(value);
              default ->
                  throw new CanException(
                      "found '" + part + "' in '" + text + "', expected " + FORM);
            };
        if (!fresh) {
          throw new CanException("'" + text + "' says two things of the type in '" + value + "'");
        }
      }
    }
    try {
      if (parts[0].isEmpty()) {
        throw new CanException("no file in '" + text + "', expected " + FORM);
      }
      return new CorpusSpec(Path.of(parts[0]), drop, rename, unlabelled);
    } catch (InvalidPathException e) {
      throw new CanException("'" + parts[0] + "' is no path: " + e.getReason(), e);
    }
  }

  private static boolean putRename(
      String text, String value, Set<String> drop, Map<String, String> rename) {
    String[] names = value.split(":", -1);
    if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
      throw new CanException(
          "found 'rename=" + value + "' in '" + text + "', expected rename=OLD:NEW");
    }
    return !drop.contains(names[0]) && rename.putIfAbsent(names[0], names[1]) == null;
  }

  /** Reads the file, detecting its dialect. */
  public Corpus read() {
    return read(ConllReader.detecting());
  }

  /**
   * Reads the file, repairs its {@link Mojibake}, and applies drop and rename. The report tells the
   * types as the file has them, and how many words were repaired.
   *
   * @throws CanException if the file is malformed, if drop or rename names a type the file does not
   *     hold, or if a type declared unlabelled is annotated after all
   */
  public Corpus read(ConllReader reader) {
    Corpus corpus = reader.read(path);
    Set<String> found = corpus.report().types().keySet();
    for (String type : new TreeSet<>(drop)) {
      requireFound("drop", type, found);
    }
    for (String type : new TreeSet<>(rename.keySet())) {
      requireFound("rename", type, found);
    }
    List<TaggedSentence> sentences = new ArrayList<>(corpus.sentences().size());
    int repaired = 0;
    for (TaggedSentence sentence : corpus.sentences()) {
      List<Mention> mentions = new ArrayList<>(sentence.mentions().size());
      for (Mention mention : sentence.mentions()) {
        if (!drop.contains(mention.type())) {
          mentions.add(renamed(mention));
        }
      }
      TaggedSentence read =
          new TaggedSentence(sentence.tokens(), mentions, sentence.unannotated()).repaired();
      for (int i = 0; i < read.tokens().size(); i++) {
        repaired += read.tokens().get(i).equals(sentence.tokens().get(i)) ? 0 : 1;
      }
      sentences.add(read);
    }
    requireUnlabelled(found);
    return new Corpus(sentences, unlabelled, corpus.report().withRepaired(repaired));
  }

  private Mention renamed(Mention mention) {
    @Nullable String name = rename.get(mention.type());
    return name == null ? mention : Mention.gold(mention.start(), mention.end(), name);
  }

  private void requireFound(String option, String type, Set<String> found) {
    if (!found.contains(type)) {
      throw new CanException(
          option
              + " names the type "
              + type
              + ", which "
              + path
              + " does not hold; expected one of "
              + String.join(", ", found));
    }
  }

  private void requireUnlabelled(Set<String> found) {
    Set<String> left =
        found.stream()
            .filter(type -> !drop.contains(type))
            .map(type -> rename.getOrDefault(type, type))
            .collect(Collectors.toSet());
    for (String type : new TreeSet<>(unlabelled)) {
      if (left.contains(type)) {
        throw new CanException(
            path + " annotates the type " + type + ", which is declared unlabelled");
      }
    }
  }
}
