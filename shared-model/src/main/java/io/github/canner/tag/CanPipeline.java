// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDManager;
import io.github.canner.CanModel;
import io.github.canner.Explanation;
import io.github.canner.Mention;
import io.github.canner.Tagging;
import io.github.canner.corpus.Mojibake;
import io.github.canner.english.EnglishEncoder;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.tag.Observation.EnglishSide;
import io.github.canner.text.Typography;
import io.github.canner.transfer.EnglishTransfer;
import io.github.canner.transfer.EnglishView;
import io.github.canner.transfer.Normalisation;
import io.github.canner.translate.Translation;
import io.github.canner.translate.Translator;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole model: translator, English encoder, converse attention and tagger, or several taggers
 * that decide together; the taggers alone without transfer. Sentences of more than a thousand words
 * are read in stretches, cut behind punctuation where there is some.
 */
public final class CanPipeline implements CanModel {
  private static final Cleaner CLEANER = Cleaner.create();

  private final String language;
  private final TaggerPool taggers;
  private final @Nullable English english;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;
  private Cleaner.Cleanable memory;

  private record English(
      Translator translator,
      EnglishEncoder encoder,
      Map<Normalisation, EnglishTransfer> transfers) {}

  private record Known(
      List<Translation> translations,
      List<Encoding> encodings,
      Map<Normalisation, List<EnglishView>> views) {}

  private CanPipeline(String language, TaggerPool taggers, @Nullable English english) {
    this.language = language;
    this.taggers = taggers;
    this.english = english;
    this.memory = () -> free(taggers, english);
  }

  private static void free(TaggerPool taggers, @Nullable English english) {
    taggers.close();
    if (english != null) {
      english.encoder.close();
      english.translator.close();
    }
  }

  /**
   * Lets the garbage collector close this model, too, once nobody can reach it; nobody else may
   * hold its parts.
   *
   * @return this model
   */
  CanPipeline freedWhenLost() {
    TaggerPool itsTaggers = taggers;
    English itsEnglish = english;
    lock.writeLock().lock();
    try {
      memory = CLEANER.register(this, () -> free(itsTaggers, itsEnglish));
      return this;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What reads the words. */
  TaggerPool taggers() {
    return taggers;
  }

  /**
   * A model without transfer. Closing it closes the tagger.
   *
   * @throws IllegalArgumentException if the tagger was trained with transfer
   */
  public static CanPipeline of(String language, Tagger tagger) {
    return of(language, List.of(tagger));
  }

  /**
   * A model with transfer. Closing it closes all three parts.
   *
   * @throws IllegalArgumentException if the tagger was trained without transfer, or for another
   *     English encoder
   */
  public static CanPipeline of(
      String language, Tagger tagger, Translator translator, EnglishEncoder encoder) {
    return of(language, List.of(tagger), translator, encoder);
  }

  /**
   * A model without transfer of several taggers that decide together.
   *
   * @throws IllegalArgumentException if one was trained with transfer, or if they find different
   *     types
   */
  static CanPipeline of(String language, List<Tagger> taggers) {
    TaggerPool pool = new TaggerPool(taggers);
    if (!pool.readers().isEmpty()) {
      throw new IllegalArgumentException("a tagger was trained with transfer");
    }
    return new CanPipeline(language, pool, null);
  }

  /**
   * A model with transfer of several taggers that decide together.
   *
   * @throws IllegalArgumentException if none was trained with transfer, one for another English
   *     encoder, or if they find different types
   */
  static CanPipeline of(
      String language, List<Tagger> taggers, Translator translator, EnglishEncoder encoder) {
    TaggerPool pool = new TaggerPool(taggers);
    if (pool.readers().isEmpty()) {
      throw new IllegalArgumentException("no tagger was trained with transfer");
    }
    for (Tagger tagger : pool.readers()) {
      TaggerSpec spec = tagger.spec();
      if (spec.stateWidth() != encoder.stateWidth()
          || !spec.englishTypes().equals(encoder.types())) {
        throw new IllegalArgumentException("a tagger was trained for another English encoder");
      }
    }
    Map<Normalisation, EnglishTransfer> transfers = new EnumMap<>(Normalisation.class);
    pool.readings().forEach(reading -> transfers.put(reading, new EnglishTransfer(reading)));
    return new CanPipeline(language, pool, new English(translator, encoder, transfers));
  }

  @Override
  public String language() {
    return language;
  }

  @Override
  public List<String> types() {
    return taggers.types();
  }

  @Override
  public List<Tagging> analyzeAll(List<? extends List<String>> sentences) {
    return read(sentences, Observation::tagging, Observation::joinedTaggings);
  }

  @Override
  public Explanation explain(List<String> tokens) {
    Observation seen = observeAll(List.of(tokens)).get(0);
    List<Mention> mentions = seen.tagging().mentions();
    if (seen.english() == null) {
      return new Explanation(tokens, List.of(), List.of(), mentions);
    }
    Translation translation = seen.english().translation();
    return new Explanation(tokens, translation.english(), rows(translation.alignment()), mentions);
  }

  /** Whether this model has transfer. */
  public boolean readsEnglish() {
    return english != null;
  }

  /** Tags sentences and tells what was seen of each on the English side. */
  public List<Observation> observeAll(List<? extends List<String>> sentences) {
    return read(sentences, Function.identity(), Observation::joined);
  }

  /**
   * Reads sentences.
   *
   * @param kept what to keep of what was seen of each
   * @param join makes one of what was kept of the stretches of a long sentence
   */
  private <T> List<T> read(
      List<? extends List<String>> sentences,
      Function<Observation, T> kept,
      Function<List<T>, T> join) {
    return open(
        () -> {
          Passages passages = new Passages(sentences);
          List<T> seen = new ArrayList<>(sentences.size());
          for (List<List<String>> stretches : passages.chunks()) {
            List<List<String>> chunk = stretches.stream().map(CanPipeline::normalised).toList();
            Known known = known(chunk);
            List<Tagging> taggings = taggers.tag(chunk, known.views);
            for (int i = 0; i < chunk.size(); i++) {
              seen.add(kept.apply(new Observation(taggings.get(i), englishSide(known, i))));
            }
          }
          return passages.joined(seen, join);
        });
  }

  private @Nullable EnglishSide englishSide(Known known, int sentence) {
    return english == null
        ? null
        : new EnglishSide(
            known.translations.get(sentence),
            english.encoder.types(),
            known.encodings.get(sentence).posteriors());
  }

  /** The tokens in Unicode normal form C and without mojibake, as all training text is. */
  private static List<String> normalised(List<String> tokens) {
    return tokens.stream().map(Typography::nfc).map(Mojibake::repaired).toList();
  }

  private Known known(List<? extends List<String>> sentences) {
    if (english == null) {
      return new Known(List.of(), List.of(), Map.of());
    }
    List<Translation> translations = english.translator.translate(sentences);
    List<Encoding> encodings =
        english.encoder.encode(translations.stream().map(Translation::english).toList());
    Map<Normalisation, List<EnglishView>> views = new EnumMap<>(Normalisation.class);
    try (NDManager manager = taggers.first().weights().manager().newSubManager()) {
      for (Map.Entry<Normalisation, EnglishTransfer> entry : english.transfers.entrySet()) {
        views.put(
            entry.getKey(),
            entry.getValue().views(manager, translations, encodings, english.encoder));
      }
    }
    return new Known(translations, encodings, views);
  }

  private static List<List<Float>> rows(float[][] alignment) {
    List<List<Float>> rows = new ArrayList<>();
    for (float[] values : alignment) {
      List<Float> row = new ArrayList<>();
      for (float value : values) {
        row.add(Math.min(1, Math.max(0, value)));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Runs something while nobody can close this model. */
  private <T> T open(Supplier<T> action) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this model is closed");
      }
      return action.get();
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  /** Waits for those who are tagging, then frees all native memory. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        memory.clean();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
