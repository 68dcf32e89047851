// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.Mention;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.Overlap;
import io.github.canner.evaluate.PairedBootstrap;
import io.github.canner.evaluate.SpanReport;
import io.github.canner.evaluate.SpanScorer;
import io.github.canner.evaluate.UnseenRecall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can evaluate}. */
@Command(
    name = "evaluate",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Scores a model on a tagged corpus: strict span precision, recall and F1 by type; a mention"
          + " counts only with the boundaries and the type of the corpus.",
      "A corpus is " + TaggedText.FORM + ". Types that it leaves unlabelled are not scored.",
      ""
    })
final class EvaluateCommand extends Verb {
  private static final int SAMPLES = 1000;
  private static final long SEED = 1;

  @Mixin private ModelChoice model = new ModelChoice();

  @Option(
      names = "--test",
      required = true,
      paramLabel = "CORPUS",
      converter = SpecConverter.class,
      description = "The corpus to score on.")
  private CorpusSpec test;

  @Option(
      names = "--baseline",
      paramLabel = "M0.can",
      description =
          "Another model to compare with, by paired bootstrap over the sentences of the corpus.")
  private @Nullable String baseline;

  @Option(names = "--samples", paramLabel = "N", description = "Samples of the bootstrap.")
  private int samples = SAMPLES;

  @Option(
      names = "--train",
      paramLabel = "CORPUS",
      converter = SpecConverter.class,
      description =
          "The corpus that the model learnt from: tells the recall of mentions that stand in it"
              + " and of those that do not.")
  private @Nullable CorpusSpec train;

  @Option(
      names = "--without-seen",
      description = "Also score without test sentences that stand in --train.")
  private boolean withoutSeen;

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "Score these types only, for example PER,LOC,ORG; without this all.")
  private @Nullable Set<String> types;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  void run(Console console) {
    require(!withoutSeen || train != null, "--without-seen needs --train");
    Limits.atLeast(this, "--samples", samples, 1);
    requireFor("--baseline", baseline != null, List.of("--samples"));
    TaggedText corpus = TaggedText.readForScores(test, console);
    List<TaggedSentence> training =
        train == null ? null : TaggedText.read(train, console).sentences();
    if (baseline != null) {
      Finder.file(baseline);
    }
    List<List<String>> tokens = corpus.tokens();
    Set<String> known = new TreeSet<>();
    List<List<Mention>> found = find(model.name(), tokens, known, console);
    List<List<Mention>> other = baseline == null ? null : find(baseline, tokens, known, console);
    corpus.sentences().forEach(s -> s.mentions().forEach(mention -> known.add(mention.type())));
    if (types != null && !known.containsAll(types)) {
      Set<String> unknown = new TreeSet<>(types);
      unknown.removeAll(known);
      throw new CanException(
          "--types names "
              + String.join(", ", unknown)
              + ", expected one of "
              + String.join(", ", known));
    }
    Predicate<Mention> scored =
        mention ->
            (types == null || types.contains(mention.type()))
                && !corpus.corpus().unlabelled().contains(mention.type());
    List<TaggedSentence> gold =
        corpus.sentences().stream()
            .map(s -> new TaggedSentence(s.tokens(), kept(s.mentions(), scored)))
            .toList();
    Scores scores =
        scores(
            gold, keptAll(found, scored), other == null ? null : keptAll(other, scored), training);
    if (json) {
      console.out().println(JsonText.pretty(scores.json()));
    } else {
      console.out().print(scores.text());
    }
  }

  private static List<List<Mention>> find(
      String name, List<List<String>> tokens, Set<String> types, Console console) {
    try (Finder finder = Finder.open(name)) {
      types.addAll(finder.types());
      return finder.find(tokens, name, console);
    }
  }

  private static List<Mention> kept(List<Mention> mentions, Predicate<Mention> scored) {
    return mentions.stream().filter(scored).toList();
  }

  private static List<List<Mention>> keptAll(
      List<List<Mention>> mentions, Predicate<Mention> scored) {
    return mentions.stream().map(sentence -> kept(sentence, scored)).toList();
  }

  private Scores scores(
      List<TaggedSentence> gold,
      List<List<Mention>> found,
      @Nullable List<List<Mention>> other,
      @Nullable List<TaggedSentence> training) {
    UnseenRecall.@Nullable Report recall = null;
    @Nullable SpanReport without = null;
    int seen = 0;
    if (training != null) {
      recall = UnseenRecall.trainedOn(training).score(gold, found);
      if (withoutSeen) {
        List<Integer> absent = Overlap.absentFrom(training, gold);
        without = score(gold, found, absent);
        seen = gold.size() - absent.size();
      }
    }
    List<List<Mention>> mentions = gold.stream().map(TaggedSentence::mentions).toList();
    Scores.@Nullable Baseline compared =
        other == null
            ? null
            : new Scores.Baseline(
                String.valueOf(baseline),
                SpanScorer.score(mentions, other),
                PairedBootstrap.compare(mentions, found, other, samples, SEED));
    return new Scores(
        gold.size(), SpanScorer.score(mentions, found), recall, without, seen, compared);
  }

  private static SpanReport score(
      List<TaggedSentence> gold, List<List<Mention>> found, List<Integer> sentences) {
    List<List<Mention>> goldPart = new ArrayList<>();
    List<List<Mention>> foundPart = new ArrayList<>();
    for (int i : sentences) {
      goldPart.add(gold.get(i).mentions());
      foundPart.add(found.get(i));
    }
    return SpanScorer.score(goldPart, foundPart);
  }
}
