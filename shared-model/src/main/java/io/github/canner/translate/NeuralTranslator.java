// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Custody;
import io.github.canner.nn.Weights;
import io.github.canner.text.Bpe;
import io.github.canner.text.Segmentation;
import io.github.canner.text.Segmenter;
import io.github.canner.text.Stretches;
import io.github.canner.text.Vocabulary;
import io.github.canner.train.Batches;
import io.github.canner.train.StoredWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The attention-based translator. Immutable and safe for use by many threads at once; sentences
 * longer than {@value #LONGEST} words are translated in parts, cut at punctuation where there is
 * any. Sentences given together are translated side by side on the threads of the common pool.
 */
public final class NeuralTranslator implements Translator {
  private static final String CONFIG = "translator";
  private static final String SUBWORDS = "subwords.txt";
  private static final String ENGLISH = "english.txt";
  private static final String LEXICON = "lexicon.txt";
  private static final String WEIGHTS = "weights.safetensors";
  private static final int LONGEST = 60;
  private static final int SUBWORDS_AT_ONCE = 4000;
  private static final int SENTENCES_AT_ONCE = 128;
  private static final int SUBWORDS_READ_AT_ONCE = 1000;
  private static final int SENTENCES_READ_AT_ONCE = 32;

  private final Weights weights;
  private final Seq2Seq network;
  private final Decoder decoder;
  private final Subwords subwords;
  private final EnglishLexicon english;
  private final TranslatorConfig config;

  /** Takes the weights over: closing the translator frees them. */
  NeuralTranslator(
      Seq2Seq network,
      Weights weights,
      Subwords subwords,
      EnglishLexicon english,
      TranslatorConfig config) {
    this(network, network.decoder(), weights, subwords, english, config);
  }

  private NeuralTranslator(
      Seq2Seq network,
      Decoder decoder,
      Weights weights,
      Subwords subwords,
      EnglishLexicon english,
      TranslatorConfig config) {
    this.network = network;
    this.decoder = decoder;
    this.weights = weights;
    this.subwords = subwords;
    this.english = english;
    this.config = config;
  }

  /**
   * Reads a translator.
   *
   * @param file a translator's file, or the section of a tagger's file that holds one
   * @throws CanException if it is damaged or no translator
   */
  public static NeuralTranslator load(ModelFile file) {
    file.require(ModelKind.TRANSLATOR);
    TranslatorConfig config = config(file);
    Subwords subwords = subwords(file);
    EnglishLexicon english =
        new EnglishLexicon(
            Vocabulary.fromLines(file.lines(ENGLISH), file.where() + ", " + ENGLISH));
    SubwordLexicon lexicon =
        SubwordLexicon.fromLines(
            file.lines(LEXICON), subwords.size(), file.where() + ", " + LEXICON);
    try (Custody custody = new Custody()) {
      Weights weights = custody.take(StoredWeights.weights(tensors(file)), Weights::close);
      Seq2Seq.check(weights, config.options(), subwords.size(), file.where());
      return custody.handOn(
          new NeuralTranslator(new Seq2Seq(weights, lexicon), weights, subwords, english, config));
    }
  }

  /**
   * Checks that a file holds a translator from a language.
   *
   * @param language ISO 639-3 code
   * @return the same file
   * @throws CanException if it is of another kind, or translates another language
   */
  public static ModelFile requireLanguage(ModelFile file, String language) {
    String found = config(file.require(ModelKind.TRANSLATOR)).language();
    if (!found.equals(language)) {
      throw new CanException(file.where() + " translates " + found + ", expected " + language);
    }
    return file;
  }

  static TranslatorConfig config(ModelFile file) {
    return file.config(CONFIG, TranslatorConfig.class);
  }

  static Subwords subwords(ModelFile file) {
    return new Subwords(Bpe.fromLines(file.lines(SUBWORDS), file.where() + ", " + SUBWORDS));
  }

  static Map<String, Tensor> tensors(ModelFile file) {
    return file.tensors(WEIGHTS);
  }

  /** Adds everything that {@link #load} needs, weights in half precision. */
  public void addTo(ModelFileWriter writer) {
    writer.put(CONFIG, config);
    writer.text(SUBWORDS, subwords.bpe().toLines());
    writer.text(ENGLISH, english.words().toLines());
    writer.text(LEXICON, network.lexicon().toLines());
    writer.tensors(WEIGHTS, StoredWeights.half(weights));
  }

  /**
   * The same translator with another beam. Both share their weights, which closing either frees.
   *
   * @param beam hypotheses kept for each sentence
   */
  public NeuralTranslator withBeam(int beam) {
    return new NeuralTranslator(
        network, decoder, weights, subwords, english, config.withBeam(beam));
  }

  /** What this translator says of itself. */
  public TranslatorConfig config() {
    return config;
  }

  @Override
  public List<Translation> translate(List<? extends List<String>> sentences) {
    List<List<List<String>>> stretches =
        sentences.stream().map(sentence -> Stretches.of(sentence, LONGEST)).toList();
    List<List<String>> parts = stretches.stream().flatMap(List::stream).toList();
    List<Segmentation> segmented = parts.stream().map(subwords::source).toList();
    Translation[] translated = new Translation[parts.size()];
    BeamSearch search = new BeamSearch(decoder, subwords::mayRepeat, config.beam());
    for (int[] batch :
        Batches.sorted(
            parts.size(),
            i -> segmented.get(i).size(),
            SUBWORDS_READ_AT_ONCE,
            SENTENCES_READ_AT_ONCE)) {
      List<EncodedSentence> read = read(Arrays.stream(batch).mapToObj(segmented::get).toList());
      IntStream.range(0, batch.length)
          .parallel()
          .forEach(
              b -> {
                int i = batch[b];
                Hypothesis best = search.best(read.get(b));
                translated[i] = translation(parts.get(i), segmented.get(i), best);
              });
    }
    List<Translation> joined = new ArrayList<>();
    int next = 0;
    for (List<List<String>> own : stretches) {
      joined.add(Translation.joined(Arrays.asList(translated).subList(next, next + own.size())));
      next += own.size();
    }
    return joined;
  }

  private List<EncodedSentence> read(List<Segmentation> batch) {
    try (NDManager manager = weights.manager().newSubManager()) {
      return network.read(
          manager, batch.stream().map(Segmentation::pieceIds).toArray(int[][]::new));
    }
  }

  /**
   * The translation with its words, and its attention summed over the subwords of a source word.
   */
  private Translation translation(
      List<String> source, Segmentation segmentation, Hypothesis hypothesis) {
    int[] pieces = hypothesis.pieces();
    List<float[]> attention = hypothesis.attentions();
    Segmenter.Spelling spelling = subwords.spell(pieces);
    int[] wordOf = spelling.segmentation().wordOfPiece();
    int[] sourceWordOf = segmentation.wordOfPiece();
    List<String> words = spelling.words();
    float[][] alignment =
        WordMeans.attention(attention, wordOf, sourceWordOf, words.size(), source.size());
    return ForgottenNames.restored(
        english.withoutInventedWords(
            new Translation(source, words, alignment, hypothesis.score())));
  }

  /** The width of the decoder's states, see {@link #follow}. */
  public int stateWidth() {
    return network.stateWidth();
  }

  /**
   * Leads the decoder along translations that it did not choose itself: forced decoding. Sentences
   * of any length are read whole.
   *
   * @param pairs tokenised sentences and their English, neither side empty
   * @return what the decoder saw of each, in order
   */
  public List<FollowedTranslation> follow(List<WordPair> pairs) {
    return new ForcedDecoding(network, subwords, SUBWORDS_AT_ONCE, SENTENCES_AT_ONCE)
        .follow(weights.manager(), pairs);
  }

  @Override
  public void close() {
    weights.close();
  }
}
