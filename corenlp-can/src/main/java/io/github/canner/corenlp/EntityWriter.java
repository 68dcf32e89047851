// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.ChunkAnnotationUtils;
import edu.stanford.nlp.time.TimeAnnotations;
import edu.stanford.nlp.util.CoreMap;
import io.github.canner.Mention;
import io.github.canner.Tagging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes mentions into CoreNLP's annotations under every key that its outputs and its other
 * annotators read.
 *
 * @param nameOfType the name of a type of the model in the pipeline
 * @param overwrite whether to replace the entities of an earlier annotator, rather than to fill the
 *     gaps between them
 * @param mentions whether to build mentions, rather than to tag tokens only
 */
record EntityWriter(UnaryOperator<String> nameOfType, boolean overwrite, boolean mentions) {
  private static final String OUTSIDE = "O";
  private static final double UNKNOWN = -1;

  /** Makes a document ready to be written to. */
  void prepare(Annotation document) {
    if (overwrite) {
      document.remove(CoreAnnotations.MentionsAnnotation.class);
    } else {
      EarlierEntities.complete(document, mentions);
    }
  }

  /** Tags the tokens of a sentence and gives it its mentions. */
  void write(CoreMap sentence, Tagging tagging) {
    write(sentence, tagging.mentions(), tagging.outside());
  }

  /** Tags a sentence of which the model said nothing: it has no entities of its own. */
  void writeUnknown(CoreMap sentence) {
    int length = sentence.get(CoreAnnotations.TokensAnnotation.class).size();
    write(sentence, List.of(), Collections.nCopies(length, UNKNOWN));
  }

  private void write(CoreMap sentence, List<Mention> found, List<Double> outside) {
    List<CoreLabel> tokens = sentence.get(CoreAnnotations.TokensAnnotation.class);
    List<Mention> ours =
        found.stream()
            .filter(
                mention ->
                    tokens.subList(mention.start(), mention.end()).stream().allMatch(this::isFree))
            .toList();
    for (int i = 0; i < tokens.size(); i++) {
      if (isFree(tokens.get(i))) {
        tag(tokens.get(i), OUTSIDE, Map.of(OUTSIDE, outside.get(i)));
      }
    }
    for (Mention mention : ours) {
      String type = nameOfType.apply(mention.type());
      Map<String, Double> probability = Map.of(type, mention.probability());
      for (CoreLabel token : tokens.subList(mention.start(), mention.end())) {
        tag(token, type, probability);
      }
    }
    if (mentions) {
      sentence.set(CoreAnnotations.MentionsAnnotation.class, mentions(sentence, ours));
    } else if (overwrite) {
      sentence.remove(CoreAnnotations.MentionsAnnotation.class);
    }
  }

  private boolean isFree(CoreLabel token) {
    return overwrite || OUTSIDE.equals(token.ner());
  }

  private void tag(CoreLabel token, String type, Map<String, Double> probability) {
    token.setNER(type);
    token.set(CoreAnnotations.CoarseNamedEntityTagAnnotation.class, type);
    token.set(CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class, type);
    token.set(CoreAnnotations.NamedEntityTagProbsAnnotation.class, probability);
    if (overwrite) {
      token.remove(CoreAnnotations.EntityMentionIndexAnnotation.class);
      token.remove(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class);
      token.remove(TimeAnnotations.TimexAnnotation.class);
    }
  }

  /** Ours, and those of an earlier annotator that are to stay, in the order of the text. */
  private List<CoreMap> mentions(CoreMap sentence, List<Mention> ours) {
    List<CoreMap> all = new ArrayList<>();
    for (Mention mention : ours) {
      String type = nameOfType.apply(mention.type());
      CoreMap chunk =
          ChunkAnnotationUtils.getAnnotatedChunk(sentence, mention.start(), mention.end());
      chunk.set(CoreAnnotations.NamedEntityTagAnnotation.class, type);
      chunk.set(CoreAnnotations.EntityTypeAnnotation.class, type);
      chunk.set(
          CoreAnnotations.NamedEntityTagProbsAnnotation.class, Map.of(type, mention.probability()));
      all.add(chunk);
    }
    if (!overwrite) {
      for (CoreMap earlier : sentence.get(CoreAnnotations.MentionsAnnotation.class)) {
        if (all.stream().noneMatch(chunk -> overlap(chunk, earlier))) {
          all.add(earlier);
        }
      }
      all.sort(
          Comparator.comparing(chunk -> chunk.get(CoreAnnotations.TokenBeginAnnotation.class)));
    }
    return all;
  }

  private static boolean overlap(CoreMap a, CoreMap b) {
    return a.get(CoreAnnotations.TokenBeginAnnotation.class)
            < b.get(CoreAnnotations.TokenEndAnnotation.class)
        && b.get(CoreAnnotations.TokenBeginAnnotation.class)
            < a.get(CoreAnnotations.TokenEndAnnotation.class);
  }

  /**
   * Gathers the mentions of all sentences in the document and numbers them from 0, in the order of
   * the text.
   */
  void finish(Annotation document) {
    if (!mentions) {
      return;
    }
    List<CoreMap> all = new ArrayList<>();
    List<CoreMap> sentences = document.get(CoreAnnotations.SentencesAnnotation.class);
    for (int i = 0; i < sentences.size(); i++) {
      for (CoreMap mention : sentences.get(i).get(CoreAnnotations.MentionsAnnotation.class)) {
        int index = all.size();
        mention.set(CoreAnnotations.SentenceIndexAnnotation.class, i);
        mention.set(CoreAnnotations.EntityMentionIndexAnnotation.class, index);
        mention.set(CoreAnnotations.CanonicalEntityMentionIndexAnnotation.class, index);
        for (CoreLabel token : mention.get(CoreAnnotations.TokensAnnotation.class)) {
          token.set(CoreAnnotations.EntityMentionIndexAnnotation.class, index);
        }
        all.add(mention);
      }
    }
    document.set(CoreAnnotations.MentionsAnnotation.class, all);
  }
}
