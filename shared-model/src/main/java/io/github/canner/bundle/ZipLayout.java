// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a zip archive around its contents. Nothing is compressed, every entry is dated 1
 * January 1980 and there are no optional fields, so the names, sizes and checksums of the entries
 * determine every byte: a reader can tell any change.
 */
final class ZipLayout {
  static final int LOCAL_HEADER = 30;
  static final int LOCAL_SIGNATURE = 0x04034B50;
  static final int MAXIMUM_ENTRY = Integer.MAX_VALUE - 64;
  static final long MAXIMUM_ARCHIVE = 0xFFFFFFFEL;
  static final int MAXIMUM_ENTRIES = 0xFFFE;

  private static final int DIRECTORY_SIGNATURE = 0x02014B50;
  private static final int END_SIGNATURE = 0x06054B50;
  private static final short VERSION = 20;
  private static final short UTF_8_NAMES = 0x0800;
  private static final short STORED = 0;
  private static final short MIDNIGHT = 0;
  private static final short FIRST_OF_JANUARY_1980 = 1 << 5 | 1;

  private ZipLayout() {}

  static byte[] localHeader(Manifest.Entry entry) {
    byte[] name = name(entry);
    ByteBuffer header = littleEndian(LOCAL_HEADER + name.length).putInt(LOCAL_SIGNATURE);
    putCommon(header, entry, name.length);
    return header.put(name).array();
  }

  private static void putCommon(ByteBuffer header, Manifest.Entry entry, int nameLength) {
    header
        .putShort(VERSION)
        .putShort(UTF_8_NAMES)
        .putShort(STORED)
        .putShort(MIDNIGHT)
        .putShort(FIRST_OF_JANUARY_1980);
    header.putInt((int) entry.crc32()).putInt((int) entry.size()).putInt((int) entry.size());
    header.putShort((short) nameLength).putShort((short) 0);
  }

  /**
   * The central directory and the end record, for entries that follow each other from the start of
   * the file.
   */
  static byte[] directory(List<Manifest.Entry> entries) {
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    long offset = 0;
    for (Manifest.Entry entry : entries) {
      byte[] name = name(entry);
      ByteBuffer header =
          littleEndian(46 + name.length).putInt(DIRECTORY_SIGNATURE).putShort(VERSION);
      putCommon(header, entry, name.length);
      header
          .putShort((short) 0)
          .putShort((short) 0)
          .putShort((short) 0)
          .putInt(0)
          .putInt((int) offset)
          .put(name);
      directory.writeBytes(header.array());
      offset += LOCAL_HEADER + name.length + entry.size();
    }
    short count = (short) entries.size();
    ByteBuffer end = littleEndian(22).putInt(END_SIGNATURE).putShort((short) 0).putShort((short) 0);
    end.putShort(count)
        .putShort(count)
        .putInt(directory.size())
        .putInt((int) offset)
        .putShort((short) 0);
    directory.writeBytes(end.array());
    return directory.toByteArray();
  }

  /** Where the directory begins: the size of all entries with their headers. */
  static long directoryOffset(List<Manifest.Entry> entries) {
    return entries.stream()
        .mapToLong(entry -> LOCAL_HEADER + name(entry).length + entry.size())
        .sum();
  }

  private static byte[] name(Manifest.Entry entry) {
    return entry.name().getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
