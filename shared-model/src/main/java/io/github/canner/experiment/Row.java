// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.evaluate.PairedBootstrap.Comparison;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of an arm, for a language and a size, over seeds. All scores lie in [0, 1].
 *
 * @param language its code, or {@link Summary#MEAN} for the mean over all languages
 * @param f1 on the test set
 * @param gain over the baseline, pooled over the seeds that both have; null for the baseline itself
 *     and where there is none
 * @param overStart gain over the arm {@code start} in the same way; null for arms that start from
 *     random weights, for {@code start} itself and where there is none
 * @param unseen recall of mentions that are not in the sample; null where there are none
 * @param byType F1 of each type that all test sets hold
 * @param left the second score, without the sentences excluded; null where none are
 * @param leftGain the gain in it
 * @param planned how many seeds the experiment has; {@code f1.count()} of them are there
 */
record Row(
    String language,
    WordEncoder encoder,
    Size size,
    String arm,
    Spread f1,
    @Nullable Comparison gain,
    @Nullable Comparison overStart,
    @Nullable Spread unseen,
    SortedMap<String, Spread> byType,
    @Nullable Spread left,
    @Nullable Comparison leftGain,
    int planned) {}
