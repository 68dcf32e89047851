// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import ai.djl.ndarray.NDManager;
import io.github.canner.text.Segmentation;
import io.github.canner.train.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Leads a decoder along given translations, in batches of sentences of like length. */
final class ForcedDecoding {
  private final Seq2Seq network;
  private final Subwords subwords;
  private final int subwordsAtOnce;
  private final int sentencesAtOnce;

  /**
   * @param subwordsAtOnce how many subwords of either side a batch holds at most, padded, unless it
   *     is a single sentence
   */
  ForcedDecoding(Seq2Seq network, Subwords subwords, int subwordsAtOnce, int sentencesAtOnce) {
    this.network = network;
    this.subwords = subwords;
    this.subwordsAtOnce = subwordsAtOnce;
    this.sentencesAtOnce = sentencesAtOnce;
  }

  /** A pair in subwords. */
  private record Pieces(WordPair words, Segmentation source, Segmentation target) {
    int length() {
      return Math.max(source.size(), target.size());
    }
  }

  List<FollowedTranslation> follow(NDManager parent, List<WordPair> pairs) {
    List<Pieces> pieces =
        pairs.stream()
            .map(
                pair ->
                    new Pieces(
                        pair, subwords.source(pair.foreign()), subwords.target(pair.english())))
            .toList();
    FollowedTranslation[] followed = new FollowedTranslation[pairs.size()];
    for (int[] batch :
        Batches.sorted(
            pieces.size(), i -> pieces.get(i).length(), subwordsAtOnce, sentencesAtOnce)) {
      List<FollowedTranslation> some =
          followBatch(parent, Arrays.stream(batch).mapToObj(pieces::get).toList());
      for (int b = 0; b < batch.length; b++) {
        followed[batch[b]] = some.get(b);
      }
    }
    return List.of(followed);
  }

  private List<FollowedTranslation> followBatch(NDManager parent, List<Pieces> batch) {
    try (NDManager manager = parent.newSubManager()) {
      Seq2Seq.Forced forced =
          network.forced(
              manager,
              batch.stream().map(pair -> pair.source.pieceIds()).toArray(int[][]::new),
              batch.stream().map(pair -> pair.target.pieceIds()).toArray(int[][]::new));
      int steps = Math.toIntExact(forced.attention().getShape().get(1));
      float[] attention = forced.attention().toFloatArray();
      float[] states = forced.states().toFloatArray();
      List<FollowedTranslation> followed = new ArrayList<>();
      for (int b = 0; b < batch.size(); b++) {
        Pieces pair = batch.get(b);
        int[] wordOf = pair.target.wordOfPiece();
        int from = b * steps;
        int words = pair.words.english().size();
        followed.add(
            new FollowedTranslation(
                WordMeans.attention(
                    rows(attention, from, wordOf.length, attention.length / batch.size() / steps),
                    wordOf,
                    pair.source.wordOfPiece(),
                    words,
                    pair.words.foreign().size()),
                WordMeans.vectors(
                    rows(states, from, wordOf.length, network.stateWidth()), wordOf, words)));
      }
      return followed;
    }
  }

  private static List<float[]> rows(float[] values, int first, int count, int width) {
    List<float[]> rows = new ArrayList<>();
    for (int t = first; t < first + count; t++) {
      rows.add(Arrays.copyOfRange(values, t * width, (t + 1) * width));
    }
    return rows;
  }
}
