// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.pretrained.EncoderName;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import opennlp.tools.ml.TrainerFactory;
import opennlp.tools.ml.TrainerFactory.TrainerType;
import opennlp.tools.util.TrainingParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerSettingsTest {

  @Test
  void reads_every_key() {
    TrainerSettings settings =
        settings(
            "Algorithm", "io.github.canner.opennlp.CanTrainer",
            "Language", "swa",
            "Translator", "t.can",
            "English", "e.can",
            "StartFrom", "s.can",
            "Encoder", "MBERT",
            "Epochs", "3",
            "Passes", "4",
            "Batch", "5",
            "Patience", "6",
            "Hidden", "7",
            "LearningRate", "0.25",
            "Dropout", "0.5",
            "Seed", "-8",
            "Dev", "d.conll;drop=MISC",
            "DevShare", "0.2",
            "Cache", "c");

    assertThat(settings.language()).isEqualTo("swa");
    assertThat(settings.translator()).isEqualTo(Path.of("t.can"));
    assertThat(settings.english()).isEqualTo(Path.of("e.can"));
    assertThat(settings.startFrom()).isEqualTo("s.can");
    assertThat(settings.dev().path()).isEqualTo(Path.of("d.conll"));
    assertThat(settings.devShare()).isEqualTo(0.2);
    assertThat(settings.encoder()).isEqualTo(new EncoderName("mbert"));
    assertThat(settings.cache()).isEqualTo(Path.of("c"));
    assertThat(settings.options())
        .isEqualTo(
            TaggerOptions.builder()
                .epochs(3)
                .passes(4)
                .batch(5)
                .patience(6)
                .hidden(7)
                .learningRate(0.25f)
                .dropout(0.5f)
                .seed(-8)
                .build());
  }

  @Test
  void leaves_to_the_defaults_what_is_not_given() {
    TrainerSettings settings = settings("language", "fin", "transfer", "none");

    assertThat(settings.options())
        .isEqualTo(TaggerOptions.builder().transfer(Transfer.NONE).build());
    assertThat(settings.devShare()).isEqualTo(0.1);
    assertThat(settings.training().start()).isNull();
    assertThat(settings.training().english()).isNull();
  }

  @Test
  void reads_words_through_the_encoder_that_is_named(@TempDir Path folder) throws IOException {
    Path model = folder.resolve("tagger.can");
    try (InputStream shipped = CanModel.class.getResourceAsStream("default.can")) {
      Files.copy(Objects.requireNonNull(shipped), model);
    }
    TrainerSettings settings =
        settings("Language", "fin", "Transfer", "none", "Encoder", model.toString());

    assertThatThrownBy(settings::training)
        .isInstanceOf(CanException.class)
        .hasMessageContaining("found a model of kind tagger, expected encoder");
    assertThat(settings("Language", "fin", "Transfer", "none").training().reading()).isNull();
  }

  @Test
  void bears_what_opennlp_puts_in_by_itself() {
    TrainingParameters parameters = TrainingParameters.defaultParams();
    parameters.put("Language", "fin");
    parameters.put("Transfer", "none");

    assertThatCode(() -> TrainerSettings.of(parameters.getObjectSettings()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "Epoch, 3, found an unknown key 'Epoch'",
    "BeamSize, 3, found an unknown key 'BeamSize'",
    "Iterations, 50, Iterations=50 means nothing to CanTrainer",
    "Cutoff, 1, Cutoff=1 means nothing to CanTrainer",
    "Epochs, -1, 'Epochs=-1 among the training parameters, expected a whole number from 0 on'",
    "Epochs, many, 'Epochs=many among the training parameters, expected a whole number'",
    "Patience, 0, expected a whole number from 1 on",
    "LearningRate, 0, expected a number over 0 and at most 1",
    "LearningRate, NaN, expected a number over 0 and at most 1",
    "Dropout, 1, 'expected a number 0 or more, below 1'",
    "DevShare, 0.6, expected a number over 0 and at most 0.5",
    "Encoder, m b, 'Encoder=m b among the training parameters, expected chars or a pretrained'",
    "Transfer, some, expected converse or none",
    "Translator, t.can, Translator and English cannot be used with Transfer=none",
    "Language, finnish, expected an ISO 639-3 code such as fin",
    "Seed, x, expected a whole number"
  })
  void refuses_what_it_does_not_know(String key, String value, String reason) {
    Map<String, Object> parameters = new HashMap<>(Map.of("Language", "fin", "Transfer", "none"));
    parameters.put(key, value);

    assertThatThrownBy(() -> TrainerSettings.of(parameters))
        .isInstanceOf(CanException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void asks_for_what_it_cannot_do_without() {
    assertThatThrownBy(() -> settings("Transfer", "none"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("no Language among the training parameters");
    assertThatThrownBy(() -> settings("Language", "fin"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("Transfer=converse needs Translator and English");
    assertThatThrownBy(() -> settings("Language", "fin", "Translator", "t", "StartFrom", "s"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("Transfer=converse needs Translator and English");
  }

  @Test
  void is_found_by_opennlp_as_a_trainer_of_sequences() {
    CanOpenNlp.allow();
    TrainingParameters parameters = new TrainingParameters();
    parameters.put("Algorithm", CanTrainer.class.getName());

    assertThat(TrainerFactory.isValid(parameters)).isTrue();
    assertThat(TrainerFactory.getTrainerType(parameters)).isEqualTo(TrainerType.SEQUENCE_TRAINER);
  }

  private static TrainerSettings settings(String... pairs) {
    Map<String, Object> parameters = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return TrainerSettings.of(parameters);
  }
}
