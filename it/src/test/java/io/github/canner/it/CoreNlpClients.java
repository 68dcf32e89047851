// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many clients that ask one server at once, again and again. */
final class CoreNlpClients {
  private static final List<String> FORMATS = List.of("json", "conll", "xml", "serialized");

  private final CoreNlpServer server;
  private final List<Request> requests = new ArrayList<>();

  private record Request(String text, String format, byte[] answer) {}

  /**
   * What a server used.
   *
   * @param heap bytes of live objects
   * @param resident bytes of memory that the system gave the process; empty where it does not say
   */
  record Memory(long heap, OptionalLong resident) {}

  /** Asks every question once, alone, and keeps the answers. */
  CoreNlpClients(CoreNlpServer server) throws IOException, InterruptedException {
    this.server = server;
    for (String format : FORMATS) {
      for (List<String> sentence : FinnishText.SENTENCES) {
        remember(FinnishText.join(List.of(sentence)), format);
      }
      remember(FinnishText.join(FinnishText.SENTENCES), format);
    }
  }

  private void remember(String text, String format) throws IOException, InterruptedException {
    requests.add(new Request(text, format, server.answer(text, format)));
  }

  /**
   * Lets clients ask for a while.
   *
   * @return how many answers they got, all as a single client gets them
   * @throws IllegalStateException if one was not
   */
  long ask(int clients, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      List<Future<Long>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int first = client;
        running.add(pool.submit(() -> ask(first, end)));
      }
      long answers = 0;
      for (Future<Long> client : running) {
        answers += client.get();
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }

  private long ask(int first, long end) throws IOException, InterruptedException {
    long answers = 0;
    while (answers == 0 || System.nanoTime() < end) {
      Request request = requests.get((int) ((first + answers) % requests.size()));
      byte[] answer = server.answer(request.text, request.format);
      if (!Arrays.equals(answer, request.answer)) {
        throw new IllegalStateException(
            "alone:\n"
                + new String(request.answer, StandardCharsets.UTF_8)
                + "\namong others:\n"
                + new String(answer, StandardCharsets.UTF_8));
      }
      answers++;
    }
    return answers;
  }

  /** What the server uses after a garbage collection. */
  Memory memory() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher heap = Pattern.compile("Total\\s+\\d+\\s+(\\d+)").matcher(jcmd("GC.class_histogram"));
    if (!heap.find()) {
      throw new IllegalStateException("no total in the histogram");
    }
    Path status = Path.of("/proc", Long.toString(server.pid()), "status");
    OptionalLong resident = OptionalLong.empty();
    if (Files.isReadable(status)) {
      Matcher kilobytes = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(status));
      if (kilobytes.find()) {
        resident = OptionalLong.of(Long.parseLong(kilobytes.group(1)) * 1024);
      }
    }
    return new Memory(Long.parseLong(heap.group(1)), resident);
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("jcmd", ".txt");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(server.pid()),
                  command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("jcmd failed: " + Files.readString(output));
      }
      return Files.readString(output);
    } finally {
      Files.delete(output);
    }
  }
}
