// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canner.evaluate.PairedBootstrap;
import io.github.canner.evaluate.SpanCounts;
import io.github.canner.evaluate.SpanReport;
import io.github.canner.evaluate.UnseenRecall;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code can evaluate} found.
 *
 * @param report scores on the whole test text
 * @param recall recall of mentions seen in training and of others, or null
 * @param without scores without test sentences seen in training, or null
 * @param seenSentences how many those are
 * @param baseline the baseline, or null
 */
record Scores(
    int sentences,
    SpanReport report,
    UnseenRecall.@Nullable Report recall,
    @Nullable SpanReport without,
    int seenSentences,
    @Nullable Baseline baseline) {
  private static final double PERCENT = 100;

  /** Another model on the same text. */
  record Baseline(String name, SpanReport report, PairedBootstrap.Comparison comparison) {}

  /** For people. */
  String text() {
    StringBuilder text = new StringBuilder(report.describe());
    if (recall != null) {
      text.append('\n');
      text.append(recallLine("recall of mentions seen in training", recall.seen()));
      text.append(recallLine("recall of mentions not seen", recall.unseen()));
    }
    if (without != null) {
      text.append("\nwithout ").append(seenSentences).append(" of ").append(sentences);
      text.append(" test sentences that also stand in the training corpus:\n");
      text.append(without.describe());
    }
    if (baseline != null) {
      PairedBootstrap.Comparison comparison = baseline.comparison();
      text.append("\nbaseline ").append(baseline.name()).append(":\n");
      text.append(baseline.report().describe());
      text.append(
          String.format(
              Locale.ROOT,
              "%nF1 %.2f against %.2f: %+.2f, 95 %% interval %+.2f to %+.2f, p = %.4f (paired"
                  + " bootstrap, %d samples)%n",
              PERCENT * comparison.f1A(),
              PERCENT * comparison.f1B(),
              PERCENT * comparison.difference(),
              PERCENT * comparison.low(),
              PERCENT * comparison.high(),
              comparison.pValue(),
              comparison.samples()));
    }
    return text.toString();
  }

  private static String recallLine(String name, SpanCounts counts) {
    return String.format(
        Locale.ROOT,
        "%-36s %6.2f (%d of %d)%n",
        name,
        PERCENT * counts.recall(),
        counts.correct(),
        counts.gold());
  }

  /** For programs; shares are in [0, 1]. */
  ObjectNode json() {
    ObjectNode object = json(report);
    object.put("sentences", sentences);
    if (recall != null) {
      object.set("seen", recallJson(recall.seen()));
      object.set("unseen", recallJson(recall.unseen()));
    }
    if (without != null) {
      ObjectNode part = json(without);
      part.put("sentences", sentences - seenSentences);
      object.set("withoutSeenSentences", part);
    }
    if (baseline != null) {
      PairedBootstrap.Comparison comparison = baseline.comparison();
      ObjectNode part = json(baseline.report());
      part.put("model", baseline.name());
      part.putObject("comparison")
          .put("difference", JsonText.rounded(comparison.difference()))
          .put("low", JsonText.rounded(comparison.low()))
          .put("high", JsonText.rounded(comparison.high()))
          .put("pValue", JsonText.rounded(comparison.pValue()))
          .put("samples", comparison.samples());
      object.set("baseline", part);
    }
    return object;
  }

  private static ObjectNode json(SpanReport report) {
    ObjectNode object = json(report.overall());
    ObjectNode types = object.putObject("types");
    report.byType().forEach((type, counts) -> types.set(type, json(counts)));
    return object;
  }

  private static ObjectNode json(SpanCounts counts) {
    return JsonText.object()
        .put("precision", JsonText.rounded(counts.precision()))
        .put("recall", JsonText.rounded(counts.recall()))
        .put("f1", JsonText.rounded(counts.f1()))
        .put("correct", counts.correct())
        .put("predicted", counts.predicted())
        .put("gold", counts.gold());
  }

  private static ObjectNode recallJson(SpanCounts counts) {
    return JsonText.object()
        .put("recall", JsonText.rounded(counts.recall()))
        .put("correct", counts.correct())
        .put("gold", counts.gold());
  }
}
