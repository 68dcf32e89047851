// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.tag.Tagger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can encoder extract}. */
@Command(
    name = "extract",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Takes the encoder out of a model that was trained with --tune-layers, with the layers as"
          + " they are after that training. Given to --encoder it makes what was learnt from one"
          + " corpus, of several languages for example, serve other trainings, which need not train"
          + " those layers again.",
      ""
    })
final class ExtractEncoderCommand extends Verb {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "M.can",
      description = "The model: a file of train or of train-english.")
  private Path model;

  @Mixin private EncoderTarget result = new EncoderTarget();

  @Override
  void run(Console console) {
    result.check(this);
    Path target = result.path();
    ModelFile file = ModelFile.open(model);
    int layers;
    if (file.kind() == ModelKind.ENGLISH) {
      try (LightEnglishEncoder english = LightEnglishEncoder.load(file)) {
        layers = write(english.pretrained(), file, target);
      }
    } else {
      try (Tagger tagger = Tagger.load(file)) {
        layers = write(tagger.pretrained(), file, target);
      }
    }
    console.out().println(target);
    console.log("an encoder of " + layers + " layers; read its last with --layers " + layers);
  }

  private int write(@Nullable PretrainedFeatures features, ModelFile file, Path target) {
    if (features == null) {
      throw new CanException(
          file.where()
              + " reads words through no pretrained encoder, expected a model that was trained"
              + " with --tune-layers");
    }
    ModelFileWriter writer = features.encoder(result.called());
    writer.provenance("extracted from", file.contentHash());
    writer.write(target);
    return features.options().last();
  }
}
