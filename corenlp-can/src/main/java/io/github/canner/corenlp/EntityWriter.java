// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.ChunkAnnotationUtils;
import edu.stanford.nlp.util.CoreMap;
import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes mentions into CoreNLP's annotations under every key that its outputs and its other
 * annotators read.
 */
final class EntityWriter {
  private static final String OUTSIDE = "O";
  private static final Map<String, Double> UNKNOWN = Map.of(OUTSIDE, -1.0);

  private final UnaryOperator<String> nameOfType;

  EntityWriter(UnaryOperator<String> nameOfType) {
    this.nameOfType = nameOfType;
  }

  /** Tags all tokens of a sentence and gives it its mentions, replacing what it had. */
  void write(CoreMap sentence, List<Mention> mentions) {
    List<CoreLabel> tokens = sentence.get(CoreAnnotations.TokensAnnotation.class);
    for (CoreLabel token : tokens) {
      tag(token, OUTSIDE, UNKNOWN);
    }
    List<CoreMap> chunks = new ArrayList<>(mentions.size());
    for (Mention mention : mentions) {
      String type = nameOfType.apply(mention.type());
      Map<String, Double> probability = Map.of(type, mention.probability());
      for (CoreLabel token : tokens.subList(mention.start(), mention.end())) {
        tag(token, type, probability);
      }
      CoreMap chunk =
          ChunkAnnotationUtils.getAnnotatedChunk(sentence, mention.start(), mention.end());
      chunk.set(CoreAnnotations.NamedEntityTagAnnotation.class, type);
      chunk.set(CoreAnnotations.EntityTypeAnnotation.class, type);
      chunk.set(CoreAnnotations.NamedEntityTagProbsAnnotation.class, probability);
      chunks.add(chunk);
    }
    sentence.set(CoreAnnotations.MentionsAnnotation.class, chunks);
  }

  private static void tag(CoreLabel token, String type, Map<String, Double> probability) {
    token.setNER(type);
    token.set(CoreAnnotations.CoarseNamedEntityTagAnnotation.class, type);
    token.set(CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class, type);
    token.set(CoreAnnotations.NamedEntityTagProbsAnnotation.class, probability);
    token.remove(CoreAnnotations.EntityMentionIndexAnnotation.class);
  }

  /**
   * Gathers the mentions of all sentences in the document and numbers them from 0, in the order of
   * the text.
   */
  void number(Annotation document) {
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
