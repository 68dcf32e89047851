// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canner.CanException;
import io.github.canner.nn.PyTorch;
import io.github.canner.text.Respelling;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Splits words into the pieces that BERT knows (WordPiece, Wu et al. 2016), as BERT's own tokeniser
 * does for cased text. Safe for use by many threads at once.
 */
final class WordPieces implements AutoCloseable {
  /** Stands for padding. */
  static final String PADDING = "[PAD]";

  /** Stands for what is not known. */
  static final String UNKNOWN = "[UNK]";

  /** Begins a sequence. */
  static final String FIRST = "[CLS]";

  /** Ends a sequence. */
  static final String LAST = "[SEP]";

  /** Stands for what is to be guessed. */
  static final String MASK = "[MASK]";

  /** Begins a piece that does not begin a word. */
  static final String CONTINUED = "##";

  private static final int LONGEST_WORD = 100;

  private final List<String> vocabulary;
  private final HuggingFaceTokenizer tokenizer;
  private final int unknown;

  /**
   * A splitter.
   *
   * @param vocabulary the pieces by number
   * @param where names their origin in messages
   * @throws CanException if a special piece is missing
   */
  WordPieces(List<String> vocabulary, String where) {
    this.vocabulary = List.copyOf(vocabulary);
    for (String special : List.of(PADDING, UNKNOWN, FIRST, LAST)) {
      if (!vocabulary.contains(special)) {
        throw new CanException(where + ": found no " + special + " among the word pieces");
      }
    }
    this.unknown = id(UNKNOWN);
    try {
      this.tokenizer =
          PyTorch.loading(
              "The splitter of word pieces",
              () ->
                  HuggingFaceTokenizer.newInstance(
                      new ByteArrayInputStream(json(vocabulary)),
                      Map.of(
                          "addSpecialTokens", "false", "truncation", "false", "padding", "false")));
    } catch (IOException e) {
      throw new CanException(where + ": the word pieces cannot be used: " + e.getMessage(), e);
    }
  }

  /** What Hugging Face's library reads: tokenizer.json. */
  private static byte[] json(List<String> vocabulary) throws IOException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode().put("version", "1.0");
    root.putNull("truncation").putNull("padding").putArray("added_tokens");
    root.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", true)
        .put("lowercase", false)
        .putNull("strip_accents");
    root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    root.putNull("post_processor")
        .putObject("decoder")
        .put("type", "WordPiece")
        .put("prefix", CONTINUED)
        .put("cleanup", true);
    ObjectNode numbers =
        root.putObject("model")
            .put("type", "WordPiece")
            .put("unk_token", UNKNOWN)
            .put("continuing_subword_prefix", CONTINUED)
            .put("max_input_chars_per_word", LONGEST_WORD)
            .putObject("vocab");
    for (int id = 0; id < vocabulary.size(); id++) {
      numbers.put(vocabulary.get(id), id);
    }
    return mapper.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
  }

  /** The pieces by number. */
  List<String> vocabulary() {
    return vocabulary;
  }

  /** The number of a piece, or -1. */
  int id(String piece) {
    return vocabulary.indexOf(piece);
  }

  /**
   * The pieces of the words of each sentence; every word has at least one. A word that is unknown
   * in part is read as {@link Respelling} writes it, if it is known then.
   */
  List<PieceSentence> split(List<? extends List<String>> sentences) {
    Map<String, int[]> known = new HashMap<>();
    spellings(sentences).forEach((word, spelling) -> known.put(word, spelling.pieces));
    List<PieceSentence> split = new ArrayList<>();
    for (List<String> sentence : sentences) {
      List<int[]> pieces = new ArrayList<>();
      for (String word : sentence) {
        pieces.add(known.getOrDefault(word, new int[] {unknown}));
      }
      split.add(PieceSentence.of(pieces));
    }
    return split;
  }

  /** The sentences as they are read, with words in other spellings where these are known better. */
  List<List<String>> respelt(List<? extends List<String>> sentences) {
    Map<String, Spelling> spellings = spellings(sentences);
    List<List<String>> respelt = new ArrayList<>();
    for (List<String> sentence : sentences) {
      respelt.add(
          sentence.stream().map(word -> Objects.requireNonNull(spellings.get(word)).text).toList());
    }
    return respelt;
  }

  private record Spelling(String text, int[] pieces) {}

  private Map<String, Spelling> spellings(List<? extends List<String>> sentences) {
    Map<String, Spelling> spellings =
        encodings(sentences.stream().flatMap(List::stream).distinct().toList());
    Map<String, List<String>> others = new LinkedHashMap<>();
    spellings.forEach(
        (word, spelling) -> {
          if (!isKnown(spelling)) {
            others.put(word, Respelling.of(word));
          }
        });
    Map<String, Spelling> candidates =
        encodings(others.values().stream().flatMap(List::stream).distinct().toList());
    others.forEach(
        (word, respelt) ->
            respelt.stream()
                .map(other -> Objects.requireNonNull(candidates.get(other)))
                .filter(this::isKnown)
                .findFirst()
                .ifPresent(best -> spellings.put(word, best)));
    return spellings;
  }

  private boolean isKnown(Spelling spelling) {
    return Arrays.stream(spelling.pieces).noneMatch(piece -> piece == unknown);
  }

  private Map<String, Spelling> encodings(List<String> words) {
    List<int[]> pieces = encoded(words);
    Map<String, Spelling> encodings = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      encodings.put(words.get(i), new Spelling(words.get(i), pieces.get(i)));
    }
    return encodings;
  }

  private List<int[]> encoded(List<String> words) {
    if (words.isEmpty()) {
      return List.of();
    }
    List<int[]> encoded = new ArrayList<>();
    for (Encoding encoding : tokenizer.batchEncode(words.toArray(String[]::new), false, false)) {
      long[] ids = encoding.getIds();
      int[] pieces = new int[Math.max(1, ids.length)];
      pieces[0] = unknown;
      for (int k = 0; k < ids.length; k++) {
        pieces[k] = Math.toIntExact(ids[k]);
      }
      encoded.add(pieces);
    }
    return encoded;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
