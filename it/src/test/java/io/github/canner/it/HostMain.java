// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.Mention;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The inner side of a {@link Host}: reads sentences, answers with what the framework finds. */
final class HostMain {
  private HostMain() {}

  /** A framework that finds names. */
  interface Framework {
    List<List<Mention>> find(List<List<String>> sentences) throws Exception;
  }

  /** Answers until nobody asks any more. What else is printed goes to standard error. */
  static void serve(FrameworkMaker maker) throws Exception {
    try (DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out))) {
      System.setOut(System.err);
      Framework framework = maker.make();
      for (int count = in.readInt(); count >= 0; count = in.readInt()) {
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          sentences.add(readSentence(in));
        }
        write(framework.find(sentences), out);
      }
    }
  }

  /** Makes a framework. */
  interface FrameworkMaker {
    Framework make() throws Exception;
  }

  private static List<String> readSentence(DataInputStream in) throws IOException {
    List<String> tokens = new ArrayList<>();
    for (int rest = in.readInt(); rest > 0; rest--) {
      tokens.add(in.readUTF());
    }
    return tokens;
  }

  private static void write(List<List<Mention>> all, DataOutputStream out) throws IOException {
    out.writeInt(all.size());
    for (List<Mention> mentions : all) {
      out.writeInt(mentions.size());
      for (Mention mention : mentions) {
        out.writeInt(mention.start());
        out.writeInt(mention.end());
        out.writeUTF(mention.type());
        out.writeDouble(mention.probability());
      }
    }
    out.flush();
  }
}
