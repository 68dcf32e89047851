// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.bundle.Checksums;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.TreeSet;

/** Names a training by all that its result depends on. */
public final class Fingerprint {
  private final MessageDigest digest = Checksums.sha256();

  /** Of nothing yet. */
  public Fingerprint() {}

  /** Adds something that its text tells from all others. */
  public Fingerprint add(Object value) {
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  /** Adds words, whose text alone would not tell where each ends. */
  public Fingerprint addWords(List<String> words) {
    return add(words.size()).addAll(words);
  }

  /** Adds the sentences of a corpus and what it says of them. */
  public Fingerprint add(Corpus corpus) {
    add(new TreeSet<>(corpus.unlabelled())).add(corpus.sentences().size());
    for (TaggedSentence sentence : corpus.sentences()) {
      addWords(sentence.tokens()).add(sentence.mentions()).add(sentence.unannotated());
    }
    return this;
  }

  /** Adds numbers. */
  public Fingerprint add(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length + 1, Float.BYTES));
    bytes.putInt(values.length).asFloatBuffer().put(values);
    digest.update(bytes.rewind());
    return this;
  }

  /** Adds one thing after the other. */
  public Fingerprint addAll(Iterable<?> values) {
    values.forEach(this::add);
    return this;
  }

  /** The name; nothing can be added any more. */
  public String hex() {
    return Checksums.hex(digest);
  }
}
