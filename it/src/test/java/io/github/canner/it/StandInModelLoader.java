// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.CanModelLoader;
import io.github.canner.Explanation;
import io.github.canner.Mention;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stands in for the default model: takes words with a capital for names, two in a row at most. */
public final class StandInModelLoader implements CanModelLoader {

  @Override
  public CanModel load(Path file) {
    throw new CanException("the stand-in has no model files, so none at " + file);
  }

  @Override
  public CanModel loadDefault() {
    return new Capitals();
  }

  private static final class Capitals implements CanModel {
    private static final List<String> TYPES = List.of("PER", "LOC", "ORG");

    @Override
    public String language() {
      return "fin";
    }

    @Override
    public List<String> types() {
      return TYPES;
    }

    @Override
    public List<List<Mention>> tagAll(List<? extends List<String>> sentences) {
      return sentences.stream().map(Capitals::names).toList();
    }

    private static List<Mention> names(List<String> tokens) {
      List<Mention> mentions = new ArrayList<>();
      int start = 0;
      while (start < tokens.size()) {
        int end = start;
        while (end < tokens.size()
            && end < start + 2
            && Character.isUpperCase(tokens.get(end).codePointAt(0))) {
          end++;
        }
        if (end > start) {
          String type = TYPES.get(tokens.get(start).length() % TYPES.size());
          mentions.add(new Mention(start, end, type, 1.0 / tokens.get(start).length()));
        }
        start = Math.max(end, start + 1);
      }
      return mentions;
    }

    @Override
    public Explanation explain(List<String> tokens) {
      return new Explanation(tokens, List.of(), List.of(), tag(tokens));
    }

    @Override
    public void close() {}
  }
}
