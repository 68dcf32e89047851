// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The stock CoreNLP server in a JVM of its own, started with the lines of the module's README. */
final class CoreNlpServer implements AutoCloseable {
  static final Path SCRIPT =
      Path.of("..", "corenlp-can", "bin", "can-corenlp").toAbsolutePath().normalize();

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private static CoreNlpServer shared;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  private CoreNlpServer(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** The server with the usual properties that all tests share; it ends with their JVM. */
  static synchronized CoreNlpServer shared() throws IOException, InterruptedException {
    CoreNlpServer server = shared;
    if (server == null) {
      Path directory = Files.createDirectories(Path.of("target", "corenlp-server"));
      server = start(CanProperties.withTypesOfTheModel(), directory);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      shared = server;
    }
    return server;
  }

  /**
   * Starts a server on a free port and waits until it has loaded the model.
   *
   * @param more options of the server
   */
  static CoreNlpServer start(Properties properties, Path directory, String... more)
      throws IOException, InterruptedException {
    Path file = directory.resolve("can.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    int port = freePort();
    Path log = directory.resolve("server.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                SCRIPT.toString(),
                file.toString(),
                "-port",
                Integer.toString(port),
                "-timeout",
                Long.toString(ANSWER.toMillis())));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CAN_CLASSPATH", System.getProperty("java.class.path"));
    builder
        .environment()
        .put("CAN_JAVA_OPTS", "-Xmx512m -Djava.io.tmpdir=" + directory.toAbsolutePath());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    CoreNlpServer server = new CoreNlpServer(process, log, port);
    try {
      server.await();
      return server;
    } catch (RuntimeException | IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the server did not start:\n" + log());
      }
      Thread.sleep(100);
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri("/ready")).timeout(ANSWER).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not yet listening
    }
  }

  /** Posts a text, with properties in the JSON form that the server takes. */
  HttpResponse<String> post(String text, String properties)
      throws IOException, InterruptedException {
    return send(text, "/?properties=" + URLEncoder.encode(properties, StandardCharsets.UTF_8));
  }

  /** Posts a text to a path with a query. */
  HttpResponse<String> send(String text, String rest) throws IOException, InterruptedException {
    return client.send(request(text, rest).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Posts a text as a user with a password. */
  HttpResponse<String> post(String text, String user, String password)
      throws IOException, InterruptedException {
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return client.send(
        request(text, "/")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Posts a text and takes the answer in one of the server's formats. */
  byte[] answer(String text, String outputFormat) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            request(text, "/?outputFormat=" + outputFormat).build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "status "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String text, String rest) {
    return HttpRequest.newBuilder(uri(rest))
        .timeout(ANSWER)
        .header("Content-Type", "text/plain;charset=UTF-8")
        .POST(HttpRequest.BodyPublishers.ofString(text));
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  int port() {
    return port;
  }

  private URI uri(String rest) {
    return URI.create("http://127.0.0.1:" + port + rest);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
