// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.train.CacheFolder;
import io.github.canner.train.DiskCache;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a training keeps what is costly to compute. */
final class CacheOption {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keeps translations and encodings, so that the next training on the same corpus need not"
              + " compute them; without this the folder that the environment variable "
              + CacheFolder.VARIABLE
              + " names, else the platform's folder for caches.")
  private @Nullable Path cache;

  DiskCache open() {
    return new DiskCache(cache == null ? CacheFolder.find() : cache);
  }
}
