// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void writes_a_new_file_and_replaces_an_old_one() {
    Path file = folder.resolve("a");

    AtomicFiles.write(file, out -> out.write("one".getBytes(UTF_8)));
    assertThat(file).hasContent("one");
    AtomicFiles.write(file, out -> out.write("two".getBytes(UTF_8)));

    assertThat(file).hasContent("two");
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  void a_failure_leaves_the_old_file_and_nothing_else() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");

    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write("half".getBytes(UTF_8));
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(CanException.class)
        .hasMessageContainingAll(file.toString(), "disk full");

    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  void the_old_file_stands_until_the_new_one_is_whole() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");

    AtomicFiles.write(
        file,
        out -> {
          out.write("new".getBytes(UTF_8));
          out.flush();
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasContent("new");
  }

  @Test
  void follows_a_link() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    AtomicFiles.write(link, out -> out.write("new".getBytes(UTF_8)));

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void follows_a_link_to_what_is_not_there_yet() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there", "a"));

    AtomicFiles.requireWritable(link);
    AtomicFiles.write(link, out -> out.write("new".getBytes(UTF_8)));

    assertThat(link).isSymbolicLink();
    assertThat(there.resolve("a")).hasContent("new");
  }

  @Test
  void tells_links_that_go_round() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));

    assertThatThrownBy(() -> AtomicFiles.write(link, out -> {}))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("FileSystemLoop");
  }

  @Test
  void tells_before_the_work_where_nothing_can_be_written() {
    assertThatThrownBy(() -> AtomicFiles.requireWritable(folder))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> AtomicFiles.requireWritable(folder.resolve("no/a")))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("its folder does not exist");
  }

  @Test
  void tells_a_folder_and_a_folder_that_is_missing() {
    assertThatThrownBy(() -> AtomicFiles.write(folder, out -> {}))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("no/a"), out -> {}))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("does not exist");
  }
}
