// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.Tagging;
import io.github.canner.corpus.Corpus;
import io.github.canner.evaluate.SpanReport;
import io.github.canner.nn.Crf;
import io.github.canner.pretrained.ReadBatch;
import io.github.canner.train.Batches;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.EnglishView;
import io.github.canner.transfer.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Taggers of one language that decide together, one of them in the usual case. Their scores, of
 * tags and of transitions, are averaged, and one chain is decoded: a logarithmic opinion pool with
 * equal weights (Smith et al. 2005). The mean is computed in double precision, so that a pool of
 * the same tagger several times says exactly what it says alone. Tagging is safe for use by many
 * threads at once.
 */
public final class TaggerPool implements AutoCloseable {
  private final List<Tagger> members;
  private final List<int[]> numbers;
  private final Crf crf;
  private final Crf.Parameters parameters;

  /**
   * A pool, which closes its members.
   *
   * @throws IllegalArgumentException if there is none, or if they find different types
   */
  public TaggerPool(List<Tagger> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("expected a tagger at least");
    }
    this.members = List.copyOf(members);
    Tagger first = members.get(0);
    Set<String> types = new HashSet<>(first.spec().types());
    for (Tagger member : members) {
      if (!types.equals(new HashSet<>(member.spec().types()))) {
        throw new IllegalArgumentException("the taggers find different types");
      }
    }
    this.numbers = members.stream().map(member -> first.space().numbersIn(member.space())).toList();
    this.crf = first.labeller().crf().crf();
    this.parameters =
        new Crf.Parameters(
            mean(Crf.Parameters::start, 1),
            mean(Crf.Parameters::transition, 2),
            mean(Crf.Parameters::end, 1));
  }

  /**
   * The mean of parameters, in the order of the first member's tags.
   *
   * @param axes how many axes of tags they have
   */
  private float[] mean(Function<Crf.Parameters, float[]> part, int axes) {
    int size = crf.space().size();
    double[] sum = new double[axes == 1 ? size : size * size];
    for (int k = 0; k < members.size(); k++) {
      float[] own = part.apply(members.get(k).labeller().crf().parameters());
      int[] at = numbers.get(k);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += own[axes == 1 ? at[i] : at[i / size] * size + at[i % size]];
      }
    }
    return divided(sum);
  }

  private float[] divided(double[] sum) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / members.size());
    }
    return mean;
  }

  /** The types that all of them find. */
  List<String> types() {
    return members.get(0).spec().types();
  }

  /** How attention is to be read for those that read English; none where none does. */
  Set<Normalisation> readings() {
    Set<Normalisation> readings = EnumSet.noneOf(Normalisation.class);
    readers().forEach(member -> readings.add(member.spec().options().normalisation()));
    return readings;
  }

  /** Those that read English. */
  List<Tagger> readers() {
    return members.stream().filter(TaggerPool::readsEnglish).toList();
  }

  private static boolean readsEnglish(Tagger member) {
    return member.spec().options().readsEnglish();
  }

  /** Something that has an engine. */
  Tagger first() {
    return members.get(0);
  }

  /**
   * Finds the mentions of tokenised sentences.
   *
   * @param views what English knows of each sentence, for each way in which taggers read attention;
   *     not read without transfer
   * @return what there is to say of each sentence, with marginal probabilities
   */
  public List<Tagging> tag(
      List<? extends List<String>> sentences, Map<Normalisation, List<EnglishView>> views) {
    List<Tagging> taggings =
        new ArrayList<>(Collections.nCopies(sentences.size(), Tagging.empty()));
    for (int[] batch : Batches.toRead(sentences)) {
      List<double[]> sums = new ArrayList<>();
      for (int b : batch) {
        sums.add(new double[sentences.get(b).size() * crf.space().size()]);
      }
      ReadBatch read = new ReadBatch(Arrays.stream(batch).mapToObj(sentences::get).toList());
      for (int k = 0; k < members.size(); k++) {
        add(members.get(k), numbers.get(k), read, views, batch, sums);
      }
      for (int b = 0; b < batch.length; b++) {
        taggings.set(batch[b], crf.tagging(divided(sums.get(b)), parameters));
      }
    }
    return taggings;
  }

  /**
   * Strict scores over the types that a corpus annotates.
   *
   * @param views as for {@link #tag}
   */
  public SpanReport score(Corpus corpus, Map<Normalisation, List<EnglishView>> views) {
    return TaggerTrainer.score(corpus, tag(TaggerTrainer.tokens(corpus), views));
  }

  /** As {@link Tagger#remember}, for all of them. */
  public void remember(
      List<? extends List<String>> sentences, DiskCache cache, TrainingListener listener) {
    members.forEach(member -> member.remember(sentences, cache, listener));
  }

  private static void add(
      Tagger member,
      int[] at,
      ReadBatch read,
      Map<Normalisation, List<EnglishView>> views,
      int[] batch,
      List<double[]> sums) {
    List<EnglishView> known =
        readsEnglish(member)
            ? views.getOrDefault(member.spec().options().normalisation(), List.of())
            : List.of();
    List<float[]> scores =
        member.scores(
            read, known.isEmpty() ? List.of() : Arrays.stream(batch).mapToObj(known::get).toList());
    for (int b = 0; b < batch.length; b++) {
      double[] sum = sums.get(b);
      float[] own = scores.get(b);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += own[i / at.length * at.length + at[i % at.length]];
      }
    }
  }

  @Override
  public void close() {
    members.forEach(Tagger::close);
  }
}
