// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 text, numbered from 1. Reads gzip, told by its first two bytes whatever the
 * name; drops a byte order mark; a line ends with LF or CR LF and with nothing else, so that U+2028
 * or U+0085 may stand in a token. Not for use by several threads.
 */
public final class Lines implements Closeable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int BUFFER = 1 << 16;
  private static final int SHOWN = 100;

  private final String name;
  private final InputStream in;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private int number;

  private Lines(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * The lines of a file.
   *
   * @throws CanException if it cannot be read
   */
  public static Lines open(Path file) {
    if (Files.isDirectory(file)) {
      throw new CanException(file + " is a folder; expected a text file");
    }
    try {
      return of(Files.newInputStream(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new CanException("no such file: " + file, e);
    } catch (IOException e) {
      throw new CanException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
    }
  }

  /** Takes over the stream; the name stands for the file in messages. */
  static Lines of(InputStream stream, String name) {
    InputStream in = new BufferedInputStream(stream, BUFFER);
    try {
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return new Lines(name, gzip ? new GZIPInputStream(new Patient(in), BUFFER) : in);
    } catch (IOException e) {
      CanException failure =
          new CanException("cannot read " + name + ": " + AtomicFiles.reason(e), e);
      try {
        in.close();
      } catch (IOException closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
  }

  /**
   * A stream that never says that nothing is there yet, which the JDK takes for the end of gzip of
   * several parts; it then asks for more, and finds the end if that is there.
   */
  private static final class Patient extends FilterInputStream {
    Patient(InputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      return Math.max(1, super.available());
    }
  }

  /**
   * The next line without its end, or null after the last.
   *
   * @throws CanException if the text cannot be read, or the line is no UTF-8
   */
  public @Nullable String next() {
    bytes.reset();
    try {
      if (at == end && !fill()) {
        return null;
      }
      number++;
      do {
        int start = at;
        while (at < end && buffer[at] != '\n') {
          at++;
        }
        bytes.write(buffer, start, at - start);
      } while (at == end && fill());
      at = Math.min(at + 1, end);
    } catch (IOException e) {
      throw new CanException(
          "cannot read " + name + " after line " + number + ": " + AtomicFiles.reason(e), e);
    }
    return decoded();
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  private String decoded() {
    String line;
    try {
      line = decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      String there = bytes.toString(StandardCharsets.UTF_8);
      throw new CanException(
          at(name, number)
              + "found bytes that are no UTF-8 in "
              + shown(there)
              + ", expected UTF-8",
          e);
    }
    if (line.endsWith("\r")) {
      line = line.substring(0, line.length() - 1);
    }
    return number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK
        ? line.substring(1)
        : line;
  }

  /** The number of the line that {@link #next()} gave last. */
  public int number() {
    return number;
  }

  String name() {
    return name;
  }

  /** The start of a message about one line. */
  static String at(String name, int line) {
    return name + ", line " + line + ": ";
  }

  /** The start of a line for a message, without control characters, which a terminal would obey. */
  public static String shown(String line) {
    StringBuilder text = new StringBuilder("'");
    line.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (Character.isISOControl(c) && c != '\t') {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    boolean whole = line.codePointCount(0, line.length()) <= SHOWN;
    return text.append(whole ? "'" : "...'").toString();
  }

  /** A line and its number of columns, for messages. */
  static String found(String line, int columns) {
    return "found " + shown(line) + " (" + columns + (columns == 1 ? " column), " : " columns), ");
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new CanException("cannot close " + name + ": " + AtomicFiles.reason(e), e);
    }
  }
}
