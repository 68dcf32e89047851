// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BpeTest {
  private static final Map<String, Long> COUNTS =
      Map.of("low", 5L, "lower", 2L, "newest", 6L, "widest", 3L);

  private static String spelt(List<String> pieces) {
    return pieces.stream().map(Bpe::text).collect(Collectors.joining());
  }

  @Test
  void joins_the_most_frequent_pairs_of_the_papers_example_first() {
    Bpe bpe = Bpe.learn(COUNTS, 1000);
    int alphabet = 2 + 2 * "deilnorstw".length();
    assertThat(bpe.pieces().subList(alphabet, alphabet + 4))
        .containsExactly("es", "est</w>", "lo", "ew");
    assertThat(bpe.encode("lowest")).containsExactly("low", "est</w>");
    assertThat(bpe.encode("newest")).containsExactly("newest</w>");
  }

  @Test
  void ends_with_as_many_pieces_as_asked() {
    int alphabet = 2 + 2 * "deilnorstw".length();
    assertThat(Bpe.learn(COUNTS, alphabet + 3).pieces())
        .hasSize(alphabet + 3)
        .doesNotHaveDuplicates();
    assertThat(Bpe.learn(COUNTS, 1).encode("low")).containsExactly("l", "o", "w</w>");
  }

  @Test
  void learns_the_same_from_the_same_counts_in_any_order() {
    Map<String, Long> backwards = new LinkedHashMap<>();
    new TreeMap<>(COUNTS).descendingMap().forEach(backwards::put);
    assertThat(Bpe.learn(backwards, 40).toLines())
        .isEqualTo(Bpe.learn(new TreeMap<>(COUNTS), 40).toLines());
  }

  @Test
  void agrees_with_counting_all_pairs_anew_after_each_join() {
    Random random = new Random(3);
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      counts.merge(
          randomWord(random, "aabbccdde", 1 + random.nextInt(9)),
          1L + random.nextInt(5),
          Long::sum);
    }
    Bpe bpe = Bpe.learn(counts, 2 + 10 + 60);
    List<String> lines = bpe.toLines();
    assertThat(lines.subList(11, lines.size()).subList(0, 50)).isEqualTo(learntSlowly(counts, 50));
  }

  private static List<String> learntSlowly(Map<String, Long> counts, int joins) {
    Map<List<String>, Long> words = new HashMap<>();
    counts.forEach((word, count) -> words.put(Bpe.symbols(word), count));
    List<String> learnt = new ArrayList<>();
    Map<List<String>, Long> current = words;
    while (learnt.size() < joins) {
      Map<String, Long> pairs =
          new TreeMap<>(
              (a, b) -> {
                int left = a.split(" ")[0].compareTo(b.split(" ")[0]);
                return left != 0 ? left : a.split(" ")[1].compareTo(b.split(" ")[1]);
              });
      current.forEach(
          (word, count) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
              pairs.merge(word.get(i) + " " + word.get(i + 1), count, Long::sum);
            }
          });
      String best = "";
      for (Map.Entry<String, Long> pair : pairs.entrySet()) {
        if (best.isEmpty() || pair.getValue() > pairs.get(best)) {
          best = pair.getKey();
        }
      }
      learnt.add(best);
      String[] sides = best.split(" ");
      Map<List<String>, Long> next = new HashMap<>();
      current.forEach(
          (word, count) -> {
            List<String> joined = new ArrayList<>();
            for (int i = 0; i < word.size(); i++) {
              if (i + 1 < word.size()
                  && word.get(i).equals(sides[0])
                  && word.get(i + 1).equals(sides[1])) {
                joined.add(sides[0] + sides[1]);
                i++;
              } else {
                joined.add(word.get(i));
              }
            }
            next.put(joined, count);
          });
      current = next;
    }
    return learnt;
  }

  @Test
  void gives_back_every_word_exactly() {
    Bpe bpe =
        Bpe.learn(
            Map.of(
                "a<b\\</w>", 9L, "<unk>", 7L, "</w>", 7L, "\\\\<", 5L, "ab", 3L, "😀\u0301x", 2L),
            200);
    Random random = new Random(11);
    for (int i = 0; i < 5000; i++) {
      String word = randomWord(random, "ab<\\/w>unkx\u0301", 1 + random.nextInt(12));
      List<String> pieces = bpe.encode(word);
      assertThat(spelt(pieces)).isEqualTo(word);
      for (int p = 0; p < pieces.size(); p++) {
        assertThat(Bpe.endsWord(pieces.get(p)))
            .as("%s at %d", pieces, p)
            .isEqualTo(p == pieces.size() - 1);
      }
      assertThat(bpe.pieces()).containsAll(pieces);
    }
  }

  private static String randomWord(Random random, String alphabet, int length) {
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }

  @Test
  void encodes_unseen_characters_as_unknown_pieces() {
    Bpe bpe = Bpe.learn(COUNTS, 1000);
    assertThat(bpe.encode("loΩ")).containsExactly("lo", Bpe.UNKNOWN_END);
    assertThat(bpe.encode("Ωlow")).containsExactly(Bpe.UNKNOWN, "low</w>");
    assertThat(bpe.encode("")).containsExactly(Bpe.UNKNOWN_END);
  }

  @Test
  void leaves_rare_characters_unknown() {
    Bpe bpe = Bpe.learn(Map.of("aa", 10L, "aq", 2L), 100, 3);
    assertThat(bpe.encode("aq")).containsExactly("a", Bpe.UNKNOWN_END);
  }

  @Test
  void makes_one_piece_of_what_is_too_long_to_be_a_word() {
    Bpe bpe = Bpe.learn(COUNTS, 1000);
    assertThat(spelt(bpe.encode("low".repeat(33) + "w"))).hasSize(100);
    assertThat(bpe.encode("low".repeat(34))).containsExactly(Bpe.UNKNOWN_END);
  }

  @Test
  void survives_as_lines() {
    Bpe bpe =
        Bpe.learn(Map.of("a<b", 9L, "a\\b", 7L, "\u2028\u00a0x", 5L, "😀😀", 4L, "ab", 3L), 200);
    Bpe read = Bpe.fromLines(bpe.toLines(), "pieces.txt");
    assertThat(read.toLines()).isEqualTo(bpe.toLines());
    assertThat(read.pieces()).isEqualTo(bpe.pieces());
    assertThat(read.encode("a<b")).isEqualTo(bpe.encode("a<b")).hasSize(1);
  }

  @Test
  void names_the_line_that_joins_unknown_pieces() {
    List<String> lines = new ArrayList<>(Bpe.learn(COUNTS, 40).toLines());
    lines.set(25, "q x");
    assertThatThrownBy(() -> Bpe.fromLines(lines, "pieces.txt"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("pieces.txt, line 26")
        .hasMessageContaining("q x");
  }

  @Test
  void refuses_lines_that_are_none_of_its_own() {
    for (List<String> lines :
        List.of(List.<String>of(), List.of("x"), List.of("3", "a"), List.of("1", "ab"))) {
      assertThatThrownBy(() -> Bpe.fromLines(lines, "pieces.txt"))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("pieces.txt, line");
    }
  }
}
