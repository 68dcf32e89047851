// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import edu.stanford.nlp.util.StringUtils;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets clients of the CoreNLP server choose how they are answered and nothing else. On its own the
 * server takes any property from them, and so makes objects of any class and opens any file that
 * they name; and a pattern of TokensRegex may hold expressions that call any method. What CoreNLP's
 * own clients and Stanza's always send passes with the value that they send.
 */
final class RequestGuard extends Filter {
  private static final Set<String> ALLOWED =
      Set.of(
          "annotators",
          "outputFormat",
          "inputFormat",
          "encoding",
          "prettyPrint",
          "date",
          "pattern",
          "filter",
          "key");

  private static final String SERIALIZER = "edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer";

  /** Properties that pass with one value only. */
  private static final Map<String, String> FIXED =
      Map.of(
          "resetDefault", "false",
          "serializer", SERIALIZER,
          "inputSerializer", SERIALIZER,
          "outputSerializer", SERIALIZER);

  /** Opens an expression in a pattern of TokensRegex, which may call any public method. */
  private static final String EXPRESSION = "{{";

  @Override
  public String description() {
    return "refuses requests that set other properties than " + ALLOWED;
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    try {
      for (Map.Entry<String, String> property : properties(query == null ? "" : query)) {
        if (!isAllowed(property)) {
          answer(
              exchange,
              HttpURLConnection.HTTP_FORBIDDEN,
              "the property " + property.getKey() + " is not for clients to set\n");
          return;
        }
        if (property.getValue().contains(EXPRESSION)) {
          answer(
              exchange,
              HttpURLConnection.HTTP_FORBIDDEN,
              "expressions between {{ and }} are not for clients to write\n");
          return;
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      answer(
          exchange,
          HttpURLConnection.HTTP_BAD_REQUEST,
          "the properties of the request cannot be read\n");
      return;
    }
    chain.doFilter(exchange);
  }

  private static boolean isAllowed(Map.Entry<String, String> property) {
    return ALLOWED.contains(property.getKey())
        || property.getValue().equals(FIXED.get(property.getKey()));
  }

  /** All properties that the server would read, and all that it would pass over for one of them. */
  private static List<Map.Entry<String, String>> properties(String query) {
    List<Map.Entry<String, String>> properties = new ArrayList<>();
    for (String parameter : query.split("&")) {
      String[] pair = parameter.split("=", 2);
      String key = decode(pair[0]);
      String value = pair.length > 1 ? decode(pair[1]) : "";
      if (key.equals("properties") || key.equals("props")) {
        properties.addAll(StringUtils.decodeMap(decode(value)).entrySet()); // it decodes twice, too
      } else if (!key.isEmpty()) {
        properties.add(Map.entry(key, value));
      }
    }
    return properties;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
