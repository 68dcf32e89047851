// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.evaluate.Bleu;
import io.github.canner.evaluate.BleuScore;
import io.github.canner.evaluate.Chrf;
import io.github.canner.text.Detokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How well a translator does on sentences with a reference.
 *
 * @param chrf chrF2 of the detokenised translations, 0 to 100
 * @param bleu BLEU of the same
 * @param copied of the capitalised source words that stand unchanged in the reference, how many
 *     stand in the translation
 * @param copyable how many such words there are
 * @param agreeing of the English words that the statistical aligner links, for how many the
 *     strongest attention is on a linked source word
 * @param linked how many English words it links
 */
public record TranslationQuality(
    double chrf, BleuScore bleu, int copied, int copyable, int agreeing, int linked) {

  /** The share of copyable words that were copied, 0 to 1; 0 where there are none. */
  public double copyAccuracy() {
    return copyable == 0 ? 0 : (double) copied / copyable;
  }

  /** The share of linked words whose attention agrees, 0 to 1; 0 where there are none. */
  public double attentionAgreement() {
    return linked == 0 ? 0 : (double) agreeing / linked;
  }

  /**
   * Measures translations.
   *
   * @param translations what the translator made of the foreign side of the pairs, in their order
   * @param pairs the tokenised sentences and their references
   * @param references the references as written
   * @param aligning further sentence pairs for the statistical aligner to learn from, for example
   *     the translator's own training text; it sees the translations as well
   */
  public static TranslationQuality measure(
      List<Translation> translations,
      List<WordPair> pairs,
      List<String> references,
      List<WordPair> aligning) {
    List<String> texts =
        translations.stream()
            .map(translation -> Detokenizer.english().join(translation.english()))
            .toList();
    int copied = 0;
    int copyable = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Set<String> expected = copyable(pairs.get(i));
      copyable += expected.size();
      expected.retainAll(new HashSet<>(translations.get(i).english()));
      copied += expected.size();
    }
    List<Alignment> alignments = alignments(translations, aligning);
    int agreeing = 0;
    int linked = 0;
    for (int i = 0; i < translations.size(); i++) {
      float[][] attention = translations.get(i).alignment();
      Set<Integer> words = new HashSet<>();
      for (int[] link : alignments.get(i).links()) {
        words.add(link[1]);
      }
      linked += words.size();
      for (int word : words) {
        agreeing +=
            alignments.get(i).contains(Translation.strongest(attention[word]), word) ? 1 : 0;
      }
    }
    return new TranslationQuality(
        Chrf.CHRF2.corpus(texts, references),
        Bleu.corpus(texts, references),
        copied,
        copyable,
        agreeing,
        linked);
  }

  private static Set<String> copyable(WordPair pair) {
    Set<String> words = new HashSet<>();
    Set<String> reference = new HashSet<>(pair.english());
    for (String word : pair.foreign()) {
      if (Character.isUpperCase(word.codePointAt(0)) && reference.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  private static List<Alignment> alignments(
      List<Translation> translations, List<WordPair> aligning) {
    List<List<String>> foreign = new ArrayList<>();
    List<List<String>> english = new ArrayList<>();
    for (Translation translation : translations) {
      foreign.add(translation.source());
      english.add(translation.english());
    }
    for (WordPair pair : aligning) {
      foreign.add(pair.foreign());
      english.add(pair.english());
    }
    return WordAligner.builder().build().align(foreign, english).alignments();
  }
}
