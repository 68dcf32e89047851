// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

/**
 * A sentence and its English translation.
 *
 * @param foreign the sentence, in Unicode normal form C
 * @param english its translation, in Unicode normal form C
 * @param source the collection it comes from; empty where the file does not say
 */
public record SentencePair(String foreign, String english, String source) {}
