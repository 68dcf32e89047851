// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;

/** A text in a CAS: sentences a line each, their tokens parted by spaces. */
final class UimaText {
  private final CAS cas;
  private final List<int[]> starts = new ArrayList<>();
  private final List<int[]> ends = new ArrayList<>();

  UimaText(CAS cas, List<List<String>> sentences, String sentenceType, String tokenType) {
    this.cas = cas;
    cas.setDocumentText(FinnishText.join(sentences));
    Type sentence = cas.getTypeSystem().getType(sentenceType);
    Type token = cas.getTypeSystem().getType(tokenType);
    int at = 0;
    for (List<String> tokens : sentences) {
      int[] begin = new int[tokens.size()];
      int[] end = new int[tokens.size()];
      int first = at;
      for (int i = 0; i < begin.length; i++) {
        begin[i] = at;
        end[i] = at + tokens.get(i).length();
        cas.addFsToIndexes(cas.createAnnotation(token, begin[i], end[i]));
        at = end[i] + 1;
      }
      cas.addFsToIndexes(cas.createAnnotation(sentence, first, at - 1));
      starts.add(begin);
      ends.add(end);
    }
  }

  /** Says what an annotation means. */
  interface Reader {
    Mention read(AnnotationFS annotation, int start, int end);
  }

  /** The annotations of a type, by sentence. */
  List<List<Mention>> mentions(String type, Reader reader) {
    List<List<Mention>> all = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      all.add(new ArrayList<>());
    }
    for (AnnotationFS name : cas.getAnnotationIndex(cas.getTypeSystem().getType(type))) {
      for (int i = 0; i < starts.size(); i++) {
        int start = indexOf(starts.get(i), name.getBegin());
        if (start >= 0) {
          all.get(i).add(reader.read(name, start, indexOf(ends.get(i), name.getEnd()) + 1));
        }
      }
    }
    return all;
  }

  private static int indexOf(int[] values, int value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    return -1;
  }
}
