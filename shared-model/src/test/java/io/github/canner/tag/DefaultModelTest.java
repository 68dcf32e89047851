// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.Explanation;
import io.github.canner.Mention;
import io.github.canner.bundle.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DefaultModelTest {
  private static final long MEGABYTE = 1_000_000;
  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("Kansanedustaja", "Liisa", "Virtanen", "asuu", "Helsingissä", "."),
          List.of("Suomen", "ja", "Ruotsin", "pääministerit", "tapasivat", "Tukholmassa", "."),
          List.of());

  private static CanModel model;

  @BeforeAll
  static void load() {
    model = CanModel.loadDefault();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void finds_people_and_places_in_finnish() {
    List<List<Mention>> mentions = model.tagAll(SENTENCES);
    assertThat(model.language()).isEqualTo("fin");
    assertThat(mentions.get(0)).anyMatch(mention -> mention.type().equals("PER"));
    assertThat(mentions.get(1)).anyMatch(mention -> mention.type().equals("LOC"));
    assertThat(mentions.get(2)).isEmpty();
  }

  @Test
  void explains_what_it_finds_by_a_translation() {
    Explanation seen = model.explain(SENTENCES.get(1));
    assertThat(seen.english()).isNotEmpty();
    assertThat(seen.alignment()).hasSameSizeAs(seen.english());
    assertThat(seen.mentions()).isEqualTo(model.tag(SENTENCES.get(1)));
  }

  @Test
  void is_the_same_from_a_stream() throws IOException {
    try (InputStream stream = CanModel.class.getResourceAsStream("/io/github/canner/default.can");
        CanModel loaded = CanModel.load(stream, "resource")) {
      assertThat(loaded.tagAll(SENTENCES)).isEqualTo(model.tagAll(SENTENCES));
    }
    assertThatThrownBy(() -> CanModel.load(InputStream.nullInputStream(), "empty.can"))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith("empty.can: ");
  }

  @Test
  void carries_its_licence_and_stays_small() throws IOException {
    try (InputStream stream = CanModel.class.getResourceAsStream("/io/github/canner/default.can")) {
      assertThat(stream).isNotNull();
      byte[] bytes = stream.readAllBytes();
      assertThat(bytes.length).isLessThanOrEqualTo((int) (25 * MEGABYTE));
      ModelFile file = ModelFile.open(new ByteArrayInputStream(bytes), "default model");
      assertThat(file.notices())
          .anyMatch(notice -> notice.contains("CC BY-SA 4.0"))
          .anyMatch(notice -> notice.contains("Turku NER"))
          .anyMatch(notice -> notice.contains("Tatoeba"));
    }
  }
}
