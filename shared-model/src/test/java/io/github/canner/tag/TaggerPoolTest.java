// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.github.canner.CanException;
import io.github.canner.Mention;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.nn.Crf;
import io.github.canner.nn.TagSpace;
import io.github.canner.nn.WordFeatures.Widths;
import io.github.canner.nn.WordLexicon;
import io.github.canner.pretrained.ReadBatch;
import io.github.canner.train.Corpora;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.EnglishView;
import io.github.canner.transfer.Normalisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggerPoolTest {
  private static final Corpus TRAIN =
      Corpora.of(
          Set.of(),
          "[PER Juma Ali] alienda [LOC Roma] jana .",
          "[PER Asha] anaishi [LOC Dar es Salaam] .",
          "hakuna habari jana .");

  private static final List<List<String>> TEXT =
      List.of(
          List.of("Asha", "alienda", "Oslo", "."),
          List.of(),
          List.of("Juma", "na", "Roma"),
          List.of("hakuna"));

  @TempDir private Path folder;

  private static TaggerOptions.Builder small() {
    return TaggerOptions.builder()
        .transfer(Transfer.NONE)
        .widths(new Widths(6, 4, 6, 4))
        .project(4)
        .hidden(8)
        .epochs(2)
        .passes(30)
        .batch(2)
        .learningRate(0.02f)
        .averaging(0);
  }

  private static Tagger trained(Corpus corpus, long seed) {
    return new TaggerTrainer(
            small().seed(seed).build(), new MemoryCheckpoint(), TrainingListener.SILENT)
        .train(corpus, corpus, null);
  }

  /** A tagger with random weights, and random transitions too. */
  private static Tagger random(TaggerOptions options, List<String> types, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TaggerSpec spec =
        options.readsEnglish()
            ? new TaggerSpec(options, types, List.of("LOC", "PER"), 3)
            : new TaggerSpec(options, types, List.of(), 0);
    Tagger tagger =
        Tagger.create(
            spec,
            WordLexicon.of(TRAIN.sentences().stream().map(TaggedSentence::tokens).toList(), 1, 50),
            random);
    for (String part : List.of("start", "transition", "end")) {
      NDArray weight = tagger.weights().get("labeller.crf." + part);
      float[] values = weight.toFloatArray();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (2 * random.nextDouble() - 1);
      }
      weight.set(values);
    }
    return tagger;
  }

  @Test
  void a_pool_of_a_tagger_with_itself_says_exactly_what_it_says() {
    try (Tagger tagger = trained(TRAIN, 1)) {
      List<Tagging> alone = tagger.tag(TEXT, List.of());
      assertThat(alone.get(0).mentions()).isNotEmpty();
      for (int size = 1; size <= 3; size++) {
        TaggerPool pool = new TaggerPool(Collections.nCopies(size, tagger));
        assertThat(pool.tag(TEXT, Map.of())).isEqualTo(alone);
      }
    }
  }

  /** Log-probabilities of all paths, each scored by hand as the mean of both taggers' scores. */
  @Test
  void a_pool_of_two_gives_each_path_the_mean_of_their_scores() {
    List<String> sentence = List.of("Asha", "alienda", "Oslo");
    try (Tagger a = random(small().build(), List.of("LOC", "PER"), 1);
        Tagger b = random(small().build(), List.of("PER", "LOC"), 2)) {
      TagSpace space = a.space();
      int[] inB = {0, 5, 6, 7, 8, 1, 2, 3, 4};
      assertThat(space.size()).isEqualTo(inB.length);
      double all = 0;
      double[] outside = new double[sentence.size()];
      double bestScore = Double.NEGATIVE_INFINITY;
      int[] best = new int[0];
      for (int[] path : paths(sentence.size(), space.size())) {
        if (!allowed(space, path)) {
          continue;
        }
        int[] other = new int[path.length];
        for (int i = 0; i < path.length; i++) {
          other[i] = inB[path[i]];
        }
        double score = (score(a, sentence, path) + score(b, sentence, other)) / 2;
        all += Math.exp(score);
        for (int i = 0; i < path.length; i++) {
          outside[i] += path[i] == TagSpace.OUTSIDE ? Math.exp(score) : 0;
        }
        if (score > bestScore) {
          bestScore = score;
          best = path;
        }
      }
      Tagging pooled = new TaggerPool(List.of(a, b)).tag(List.of(sentence), Map.of()).get(0);
      for (int i = 0; i < outside.length; i++) {
        assertThat(pooled.outside().get(i)).isCloseTo(outside[i] / all, within(1e-5));
      }
      List<Mention> expected = space.decode(best, (start, end) -> 1);
      assertThat(pooled.mentions()).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(pooled.mentions().get(i).sameSpan(expected.get(i))).isTrue();
      }
      Tagging reversed = new TaggerPool(List.of(b, a)).tag(List.of(sentence), Map.of()).get(0);
      assertThat(reversed.mentions())
          .extracting(Mention::start, Mention::end, Mention::type)
          .isEqualTo(
              pooled.mentions().stream().map(m -> tuple(m.start(), m.end(), m.type())).toList());
    }
  }

  private static List<int[]> paths(int length, int tags) {
    List<int[]> paths = new ArrayList<>();
    for (int number = 0; number < Math.pow(tags, length); number++) {
      int[] path = new int[length];
      int rest = number;
      for (int i = 0; i < length; i++) {
        path[i] = rest % tags;
        rest /= tags;
      }
      paths.add(path);
    }
    return paths;
  }

  private static boolean allowed(TagSpace space, int[] path) {
    boolean allowed = space.mayStart(path[0]) && space.mayEnd(path[path.length - 1]);
    for (int i = 1; i < path.length; i++) {
      allowed &= space.mayFollow(path[i - 1], path[i]);
    }
    return allowed;
  }

  private static double score(Tagger tagger, List<String> sentence, int[] path) {
    int size = tagger.space().size();
    float[] emissions = tagger.scores(new ReadBatch(List.of(sentence)), List.of()).get(0);
    Crf.Parameters parameters = tagger.labeller().crf().parameters();
    double score = parameters.start()[path[0]] + parameters.end()[path[path.length - 1]];
    for (int i = 0; i < path.length; i++) {
      score += emissions[i * size + path[i]];
      score += i == 0 ? 0 : parameters.transition()[path[i - 1] * size + path[i]];
    }
    return score;
  }

  @Test
  void members_read_english_each_in_its_own_way_or_not_at_all() {
    List<String> types = List.of("LOC", "PER");
    List<List<String>> sentences = List.of(List.of("Asha", "alienda"));
    TaggerOptions converse = small().transfer(Transfer.CONVERSE).build();
    TaggerOptions plain =
        small().transfer(Transfer.CONVERSE).normalisation(Normalisation.PLAIN).build();
    EnglishView one = new EnglishView(new float[6], new float[10], new float[2]);
    EnglishView two =
        new EnglishView(
            new float[] {1, 0, 0, 0, 1, 0},
            new float[] {0, 0, 0, 1, 0, 1, 0, 0, 0, 0},
            new float[] {1, 1});
    try (Tagger none = random(small().build(), types, 1);
        Tagger column = random(converse, types, 2);
        Tagger other = random(plain, types, 3)) {
      TaggerPool pool = new TaggerPool(List.of(none, column, other));
      assertThat(pool.readings()).containsExactly(Normalisation.values());
      Tagging tagging =
          pool.tag(
                  sentences,
                  Map.of(Normalisation.COLUMN, List.of(one), Normalisation.PLAIN, List.of(two)))
              .get(0);
      Tagging swapped =
          pool.tag(
                  sentences,
                  Map.of(Normalisation.COLUMN, List.of(two), Normalisation.PLAIN, List.of(one)))
              .get(0);
      float[] mean = new float[2 * none.space().size()];
      List<float[]> scores =
          List.of(
              none.scores(new ReadBatch(sentences), List.of()).get(0),
              column.scores(new ReadBatch(sentences), List.of(one)).get(0),
              other.scores(new ReadBatch(sentences), List.of(two)).get(0));
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (scores.get(0)[i] + scores.get(1)[i] + scores.get(2)[i]) / 3;
      }
      assertThat(tagging.outside()).isNotEqualTo(swapped.outside());
      Crf.Parameters parameters = meanParameters(List.of(none, column, other));
      Tagging expected = none.labeller().crf().crf().tagging(mean, parameters);
      for (int i = 0; i < 2; i++) {
        assertThat(tagging.outside().get(i)).isCloseTo(expected.outside().get(i), within(1e-5));
      }
    }
  }

  private static Crf.Parameters meanParameters(List<Tagger> taggers) {
    List<Crf.Parameters> all =
        taggers.stream().map(tagger -> tagger.labeller().crf().parameters()).toList();
    return new Crf.Parameters(
        mean(all.stream().map(Crf.Parameters::start).toList()),
        mean(all.stream().map(Crf.Parameters::transition).toList()),
        mean(all.stream().map(Crf.Parameters::end).toList()));
  }

  private static float[] mean(List<float[]> values) {
    float[] mean = new float[values.get(0).length];
    for (float[] own : values) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += own[i] / values.size();
      }
    }
    return mean;
  }

  @Test
  void taggers_of_different_types_are_no_pool() {
    try (Tagger a = random(small().build(), List.of("LOC", "PER"), 1);
        Tagger b = random(small().build(), List.of("LOC", "ORG"), 1)) {
      assertThatThrownBy(() -> new TaggerPool(List.of(a, b)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("different types");
    }
  }

  @Test
  void a_file_holds_the_members_and_finds_the_same_as_they_do() {
    ModelFile one = written("one.can", "swa", TRAIN, 1);
    ModelFile two = written("two.can", "swa", TRAIN, 2);
    Path file = folder.resolve("both.can");
    PipelineFile.ensemble(List.of(one, two)).write(file);
    ModelFile both = ModelFile.open(file);
    assertThat(both.sections()).containsExactly("member-1", "member-2");
    try (CanPipeline read = PipelineFile.load(both);
        Tagger a = Tagger.load(one);
        Tagger b = Tagger.load(two)) {
      assertThat(read.analyzeAll(TEXT))
          .isEqualTo(new TaggerPool(List.of(a, b)).tag(TEXT, Map.of()))
          .isNotEqualTo(a.tag(TEXT, List.of()));
      assertThat(read.types()).containsExactly("LOC", "PER");
      assertThat(read.language()).isEqualTo("swa");
    }
    assertThatThrownBy(() -> PipelineFile.ensemble(List.of(both, one)))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("both.can is an ensemble of taggers, expected a model of a single");
    assertThatThrownBy(() -> TaggerTrainer.requireStart(both, small().build(), List.of(), 0))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("is an ensemble");
  }

  @Test
  void models_of_other_languages_or_types_are_no_ensemble() {
    ModelFile swa = written("swa.can", "swa", TRAIN, 1);
    ModelFile lug = written("lug.can", "lug", TRAIN, 1);
    ModelFile few = written("few.can", "swa", Corpora.of(Set.of(), "[LOC Roma] ni mbali"), 1);
    assertThatThrownBy(() -> PipelineFile.ensemble(List.of(swa, lug)))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("lug.can has the language lug, expected that of")
        .hasMessageContaining("swa.can, swa");
    assertThatThrownBy(() -> PipelineFile.ensemble(List.of(swa, few)))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("few.can has the types [LOC], expected that of");
  }

  private ModelFile written(String name, String language, Corpus corpus, long seed) {
    Path file = folder.resolve(name);
    try (Tagger tagger = trained(corpus, seed)) {
      PipelineFile.writer(language, tagger).write(file);
    }
    return ModelFile.open(file);
  }
}
