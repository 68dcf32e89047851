// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.CanModelLoader;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.corpus.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@code .bin} of a model: a {@code TokenNameFinderModel} that OpenNLP from 1.9.4 on loads
 * wherever this library is on the class path. The same model and options give the same file byte
 * for byte.
 *
 * <p>The file says {@code OpenNLP-Version=1.9.4}, since OpenNLP refuses files of newer major
 * versions, and holds a feature generator that does next to nothing, since OpenNLP would else
 * compute features that nobody reads. Keys beginning with {@code Can-} in its manifest say what is
 * in it.
 */
public final class OpenNlpExport {
  static final String OPENNLP_VERSION = "1.9.4";
  private static final String FEATURES = "can.featuregen.xml";
  private static final String MODEL_ENTRY = "nameFinder.model";
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final @Nullable Path model;
  private final Map<String, String> types;
  private final @Nullable String only;
  private final boolean pointer;

  private OpenNlpExport(Builder builder) {
    this.model = builder.model;
    this.types = builder.types;
    this.only = builder.only;
    this.pointer = builder.pointer;
  }

  /** Starts an export. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Writes the file, at once or not at all.
   *
   * @throws CanException if the model cannot be loaded, has none of the types named, the file
   *     cannot be written, or is the model itself
   */
  public void write(Path bin) {
    requireOther(bin);
    Content.Loaded loaded = load();
    try (CanModel closed = loaded.model()) {
      TypeNames names = TypeNames.of(closed.types(), types, only);
      byte[] manifest = manifest(closed.language(), names, loaded.content());
      AtomicFiles.write(bin, out -> write(out, manifest, names, loaded.content()));
    }
  }

  private void requireOther(Path bin) {
    try {
      if (model != null && Files.exists(bin) && Files.isSameFile(model, bin)) {
        throw new CanException(bin + " is the model itself, expected another file to write");
      }
    } catch (IOException e) {
      throw new CanException(model + ": cannot be read (" + e + "), expected a model file", e);
    }
  }

  private Content.Loaded load() {
    if (model != null) {
      return pointer ? Content.pointTo(model) : Content.embed(model);
    }
    try (InputStream in = CanModelLoader.find().openDefault()) {
      Path copy = TemporaryFiles.create(".can");
      try {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return Content.embed(copy);
      } finally {
        TemporaryFiles.delete(copy);
      }
    } catch (IOException e) {
      throw new CanException("the default model cannot be read: " + e, e);
    }
  }

  private static void write(OutputStream out, byte[] manifest, TypeNames names, Content content)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    // The manifest first: OpenNLP reads the file up to it, and then once more from the start.
    add(zip, "manifest.properties");
    zip.write(manifest);
    add(zip, "generator.featuregen");
    zip.write(features());
    add(zip, MODEL_ENTRY);
    CanNameFinderModel.write(content, names, zip);
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  private static byte[] features() throws IOException {
    try (InputStream in = OpenNlpExport.class.getResourceAsStream(FEATURES)) {
      if (in == null) {
        throw new CanException("found no " + FEATURES + " beside " + OpenNlpExport.class.getName());
      }
      return in.readAllBytes();
    }
  }

  private static byte[] manifest(String language, TypeNames names, Content content) {
    Properties manifest = new Properties();
    manifest.setProperty("Manifest-Version", "1.0");
    manifest.setProperty("Component-Name", "NameFinderME");
    manifest.setProperty("OpenNLP-Version", OPENNLP_VERSION);
    manifest.setProperty("Language", opennlpLanguage(language));
    manifest.setProperty("sequenceCodecImplName", "opennlp.tools.namefind.BioCodec");
    manifest.setProperty(
        "serializer-class-" + MODEL_ENTRY, CanNameFinderModelSerializer.class.getName());
    manifest.putAll(about(language, names, content));
    StringWriter text = new StringWriter();
    try {
      manifest.store(text, null);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .map(OpenNlpExport::escaped)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What a manifest of OpenNLP says about a model of ours. */
  static Map<String, String> about(String language, TypeNames names, Content content) {
    return Map.of(
        "Can-Language", language,
        "Can-Types", String.join(",", names.all()),
        "Can-Content", content.name(),
        "Can-Model-SHA256", content.sha256());
  }

  /** Properties are read as ISO 8859-1. */
  private static String escaped(String line) {
    return line.chars()
        .mapToObj(c -> c < 0x7F ? String.valueOf((char) c) : String.format("\\u%04X", c))
        .collect(Collectors.joining());
  }

  /**
   * The code under which OpenNLP knows a language: OpenNLP 3 makes no model for a code that Java
   * does not know, which gets {@code und}, undetermined.
   */
  static String opennlpLanguage(String language) {
    return Arrays.stream(Locale.getAvailableLocales())
            .anyMatch(
                locale -> locale.getLanguage().equals(language) || iso3(locale).equals(language))
        ? language
        : "und";
  }

  private static String iso3(Locale locale) {
    try {
      return locale.getISO3Language();
    } catch (MissingResourceException e) {
      return "";
    }
  }

  /** Options of an export; the model is the one that must be set. */
  public static final class Builder {
    private @Nullable Path model;
    private boolean isDefault;
    private Map<String, String> types = Map.of();
    private @Nullable String only;
    private boolean pointer;

    private Builder() {}

    /** The model file. */
    public Builder setModel(Path file) {
      this.model = file;
      this.isDefault = false;
      return this;
    }

    /** The Finnish model that ships with Canner. */
    public Builder setDefaultModel() {
      this.model = null;
      this.isDefault = true;
      return this;
    }

    /**
     * Names for the model's types, for example {@code Map.of("PER", "person")}. The others keep the
     * name that the model gives them.
     */
    public Builder optTypes(Map<String, String> types) {
      this.types = Map.copyOf(types);
      return this;
    }

    /**
     * The only type to find, as the model names it, for programs that take one type a file. Without
     * this all.
     */
    public Builder optOnly(String type) {
      this.only = type;
      return this;
    }

    /**
     * Writes the absolute path and the SHA-256 of the model file instead of its weights, so that
     * the {@code .bin} is small; OpenNLP keeps the whole of it on the heap while it loads. The
     * model file is looked up at that path, or by its name in the folder that the system property
     * {@code canner.models} names.
     */
    public Builder optPointer() {
      this.pointer = true;
      return this;
    }

    /**
     * The export.
     *
     * @throws IllegalStateException if no model was set, or a pointer to the default model is asked
     *     for, which is in no file
     */
    public OpenNlpExport build() {
      if (model == null && !isDefault) {
        throw new IllegalStateException(
            "an export needs a model: call setModel or setDefaultModel");
      }
      if (pointer && isDefault) {
        throw new IllegalStateException("the default model is in no file to point to");
      }
      return new OpenNlpExport(this);
    }
  }
}
