// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.opennlp.CanNameFinderModel;
import io.github.canner.opennlp.CanTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.NameSampleSequenceStream;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;
import opennlp.tools.util.featuregen.TokenFeatureGenerator;
import org.junit.jupiter.api.Test;

class CanTrainerTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "Language",
          "hau",
          "Transfer",
          "none",
          "Epochs",
          "2",
          "Passes",
          "20",
          "Hidden",
          "8",
          "LearningRate",
          "0.02",
          "DevShare",
          "0.2");

  @Test
  void learns_the_same_from_letters_that_were_read_as_chinese() throws IOException {
    Sequence clean = found("Ɗanjuma", "Ƙano");
    assertThat(clean.getOutcomes()).contains("person-start", "location-start");
    assertThat(found("茒anjuma", "茦ano")).isEqualTo(clean);
    assertThat(found("联anjuma", "联ano")).isNotEqualTo(clean);
  }

  /** What a model that was trained on a person and a place finds in clean text. */
  private static Sequence found(String person, String place) throws IOException {
    List<NameSample> samples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      samples.add(
          new NameSample(
              new String[] {person, "ya", "tafi", place, "."},
              new Span[] {new Span(0, 1, "person"), new Span(3, 4, "location")},
              false));
      samples.add(new NameSample(new String[] {"babu", "labari", "."}, new Span[0], false));
    }
    TrainingParameters parameters = new TrainingParameters();
    SETTINGS.forEach((key, value) -> parameters.put(key, value));
    CanTrainer trainer = new CanTrainer();
    trainer.init(parameters, new HashMap<>());
    try (CanNameFinderModel model =
        (CanNameFinderModel)
            trainer.train(
                new NameSampleSequenceStream(
                    ObjectStreamUtils.createObjectStream(samples), new TokenFeatureGenerator()))) {
      return model.bestSequence(
          new String[] {"Ɗanjuma", "ya", "tafi", "Ƙano", "."}, null, null, null);
    }
  }
}
