// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.canner.CanException;
import io.github.canner.corpus.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** JSON files read strictly, with messages that name file, line and key. */
final class JsonFiles {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final Map<Class<?>, String> FORMS =
      Map.of(
          String.class, "a text",
          Integer.class, "a whole number",
          Long.class, "a whole number",
          Float.class, "a number",
          Double.class, "a number");

  private JsonFiles() {}

  /**
   * Reads a file.
   *
   * @throws CanException if it cannot be read, is no JSON, or holds something else
   */
  static <T> T read(Path file, Class<T> type) {
    try {
      @Nullable T value = MAPPER.readValue(Files.readAllBytes(file), type);
      if (value == null) {
        throw new CanException(file + ": found null, expected " + form(type));
      }
      return value;
    } catch (JacksonException e) {
      throw new CanException(where(file, e.getLocation()) + problem(e), e);
    } catch (NoSuchFileException e) {
      throw new CanException("no such file: " + file, e);
    } catch (IOException e) {
      throw new CanException("cannot read " + file + ": " + e, e);
    }
  }

  /** Writes a file that appears complete or not at all. */
  static void write(Path file, Object value) {
    AtomicFiles.write(file, out -> out.write(MAPPER.writeValueAsBytes(value)));
  }

  private static String where(Path file, @Nullable JsonLocation location) {
    return location == null ? file + ": " : file + ", line " + location.getLineNr() + ": ";
  }

  private static String problem(JacksonException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CanException known) {
        return String.valueOf(known.getMessage());
      }
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> expected = unknown.getKnownPropertyIds();
      return "unknown key '"
          + key(unknown.getPath())
          + "', expected one of "
          + String.join(", ", new TreeSet<>(expected.stream().map(String::valueOf).toList()));
    }
    if (e instanceof MismatchedInputException wrong && !wrong.getPath().isEmpty()) {
      return "found another kind of value for the key '"
          + key(wrong.getPath())
          + "', expected "
          + form(wrong.getTargetType());
    }
    return "found no JSON as expected: " + e.getOriginalMessage();
  }

  private static String form(@Nullable Class<?> type) {
    if (type == null) {
      return "another one";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list [...]";
    }
    return FORMS.getOrDefault(type, "an object {...}");
  }

  /** Such as {@code languages[0].train}. */
  private static String key(List<JsonMappingException.Reference> path) {
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.toString();
  }
}
