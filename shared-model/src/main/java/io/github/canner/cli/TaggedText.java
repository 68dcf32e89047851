// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.CorpusReport;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.tag.PipelineTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A corpus that the user named.
 *
 * @param spec the file and how its types are treated
 */
record TaggedText(CorpusSpec spec, Corpus corpus) {
  /** The form in which corpora are named, for help texts. */
  static final String FORM = "FILE[;drop=TYPE,...][;rename=OLD:NEW,...][;unlabelled=TYPE,...]";

  /**
   * Reads a corpus and tells what was found.
   *
   * @throws CanException if it is malformed or holds no sentence
   */
  static TaggedText read(CorpusSpec spec, Console console) {
    Corpus corpus = spec.read();
    console.log(corpus.report().describe());
    if (corpus.sentences().isEmpty()) {
      throw new CanException(spec.path() + " holds no sentence, expected some");
    }
    return new TaggedText(spec, corpus);
  }

  /**
   * Reads a corpus to score on.
   *
   * @throws CanException if it is malformed, holds no sentence, or is not annotated throughout
   */
  static TaggedText readForScores(CorpusSpec spec, Console console) {
    TaggedText text = read(spec, console);
    text.corpus.requireAnnotated();
    return text;
  }

  /** The same corpus with other sentences of it. */
  TaggedText with(List<TaggedSentence> sentences) {
    return new TaggedText(spec, new Corpus(sentences, corpus.unlabelled(), corpus.report()));
  }

  List<TaggedSentence> sentences() {
    return corpus.sentences();
  }

  List<List<String>> tokens() {
    return sentences().stream().map(TaggedSentence::tokens).toList();
  }

  /** The corpus for a training. */
  PipelineTraining.Text text() {
    return new PipelineTraining.Text(corpus, describe());
  }

  /** The corpus in a line: its file name, its size and its mentions by type. */
  String describe() {
    String name = String.valueOf(spec.path().getFileName());
    CorpusReport report = CorpusReport.of(name, sentences());
    int all = corpus.report().sentences();
    List<String> parts = new ArrayList<>();
    parts.add(report.sentences() + (report.sentences() < all ? " of " + all : "") + " sentences");
    parts.add(report.tokens() + " tokens");
    report.types().forEach((type, count) -> parts.add(type + " " + count));
    if (report.unannotated() > 0) {
      parts.add(report.unannotated() + " words not annotated");
    }
    if (!corpus.unlabelled().isEmpty()) {
      parts.add("without " + String.join(" and ", new TreeSet<>(corpus.unlabelled())));
    }
    return name + ": " + String.join(", ", parts);
  }
}
