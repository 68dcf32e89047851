// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.Mention;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A framework in a JVM of its own, with a release of OpenNLP of its own. */
final class Host implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final DataOutputStream out;
  private final DataInputStream in;

  private Host(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in = new DataInputStream(process.getInputStream());
  }

  /**
   * Starts a host.
   *
   * @param main calls {@link HostMain#serve}
   * @param opennlp as of {@link ChildJvm#command}
   */
  static Host start(Class<?> main, String opennlp, List<String> options, Path argument)
      throws IOException {
    Path log = Files.createTempFile("host-", ".log");
    log.toFile().deleteOnExit();
    List<String> command =
        ChildJvm.command(opennlp, options, List.of(), main.getName(), argument.toString());
    return new Host(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
  }

  /** What the framework finds in each sentence. */
  List<List<Mention>> find(List<List<String>> sentences) throws IOException {
    try {
      out.writeInt(sentences.size());
      for (List<String> sentence : sentences) {
        out.writeInt(sentence.size());
        for (String token : sentence) {
          out.writeUTF(token);
        }
      }
      out.flush();
      List<List<Mention>> all = new ArrayList<>();
      for (int rest = in.readInt(); rest > 0; rest--) {
        List<Mention> mentions = new ArrayList<>();
        for (int more = in.readInt(); more > 0; more--) {
          mentions.add(new Mention(in.readInt(), in.readInt(), in.readUTF(), in.readDouble()));
        }
        all.add(mentions);
      }
      return all;
    } catch (IOException e) {
      end();
      throw new IOException("the host failed:\n" + Files.readString(log), e);
    }
  }

  /** Its log is whole only once it has ended: it closes its output first, then says why. */
  private void end() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.writeInt(-1);
      out.close();
      end();
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }
}
