// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.CanException;
import io.github.canner.bundle.Safetensors;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps a training's state in a file, so that an interrupted training goes on after its last whole
 * epoch.
 */
public final class FileCheckpoint implements Checkpoint {
  private static final String BEST = "best:";
  private static final String PROGRESS = "progress";
  private static final int PROGRESS_BYTES = Long.BYTES + 2 * Integer.BYTES + Double.BYTES;
  private static final int HEADER = 1 << 20;
  private static final long LARGEST = (Integer.MAX_VALUE - HEADER) / Float.BYTES;
  private static final String FINGERPRINT = "fingerprint";

  private final Path file;
  private final boolean resume;
  private Map<String, Tensor> best = Map.of();
  private String fingerprint = "";

  /**
   * A checkpoint in this file.
   *
   * @param resume whether to go on from a file that is there; else it is removed when the training
   *     begins
   */
  public FileCheckpoint(Path file, boolean resume) {
    this.file = file;
    this.resume = resume;
  }

  @Override
  public Progress resume(String expected, TrainingState state) {
    requireSpace(state);
    fingerprint = expected;
    if (!resume) {
      remove(file);
    }
    if (!Files.exists(file)) {
      return Progress.NONE;
    }
    ByteBuffer progress = checked();
    Map<String, Tensor> kept = new HashMap<>();
    Set<String> missing = new HashSet<>();
    state
        .parts()
        .forEach((part, weights) -> weights.names().forEach(name -> missing.add(part + name)));
    try {
      Safetensors.forEach(
          file,
          (name, tensor) -> {
            if (name.startsWith(BEST)) {
              kept.put(name.substring(BEST.length()), tensor);
            }
            if (missing.remove(name)) {
              String part = name.substring(0, name.indexOf(':') + 1);
              Weights weights = Objects.requireNonNull(state.parts().get(part));
              StoredWeights.assign(name.substring(part.length()), tensor, weights);
            }
          });
    } catch (IllegalArgumentException e) {
      throw new CanException(ofAnotherVersion(), e);
    }
    if (!missing.isEmpty() || progress.remaining() != PROGRESS_BYTES) {
      throw new CanException(ofAnotherVersion());
    }
    best = kept;
    state.adam().steps(progress.getLong());
    return new Progress(progress.getInt(), progress.getDouble(), progress.getInt());
  }

  /** How far the training came, of a file that is whole and of this training. */
  private ByteBuffer checked() {
    TensorChecksum checksum = new TensorChecksum();
    Map<String, Tensor> told = new HashMap<>();
    Safetensors.forEach(
        file,
        (name, tensor) -> {
          checksum.read(name, tensor);
          if (name.equals(PROGRESS) || name.equals(FINGERPRINT)) {
            told.put(name, tensor);
          }
        });
    if (!checksum.isRight()) {
      throw new CanException(
          file + " is damaged, or of another version of Canner; remove it to start anew");
    }
    if (!fingerprint.equals(
        StandardCharsets.UTF_8.decode(tensor(told, FINGERPRINT).data()).toString())) {
      throw new CanException(
          file
              + " holds the state of a training with other data or options; give the same ones, or"
              + " remove it to start anew");
    }
    return tensor(told, PROGRESS).data();
  }

  private String ofAnotherVersion() {
    return file + " was written by another version of Canner; remove it to start anew";
  }

  /** Refuses before a training what could not be read again after it. */
  private static void requireSpace(TrainingState state) {
    long best = state.weights().parameters();
    long numbers = best + state.parts().values().stream().mapToLong(Weights::parameters).sum();
    if (numbers > LARGEST) {
      throw new CanException(
          "found "
              + best
              + " weights to train, whose state of "
              + numbers
              + " numbers does not fit into a checkpoint, expected at most "
              + LARGEST
              + ": train fewer layers, or keep a smaller reserve of word pieces");
    }
  }

  @Override
  public void keepBest(Weights weights) {
    best = Map.of(); // Not to hold the old ones beside the new.
    best = StoredWeights.exact(weights);
  }

  @Override
  public void save(TrainingState state, Progress progress) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    state
        .parts()
        .forEach(
            (part, weights) ->
                StoredWeights.views(weights)
                    .forEach((name, tensor) -> all.put(part + name, tensor)));
    best.forEach((name, tensor) -> all.put(BEST + name, tensor));
    ByteBuffer numbers = ByteBuffer.allocate(PROGRESS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    numbers
        .putLong(state.adam().steps())
        .putInt(progress.epochs())
        .putDouble(progress.bestScore())
        .putInt(progress.sinceBest());
    all.put(PROGRESS, Tensor.ofBytes(numbers.array(), numbers.capacity()));
    byte[] name = fingerprint.getBytes(StandardCharsets.UTF_8);
    all.put(FINGERPRINT, Tensor.ofBytes(name, name.length));
    Safetensors.write(TensorChecksum.added(all), file);
  }

  @Override
  public void restoreBest(Weights weights) {
    StoredWeights.assign(best, weights);
  }

  @Override
  public void discard() {
    best = Map.of();
    remove(file);
  }

  private Tensor tensor(Map<String, Tensor> all, String name) {
    Tensor tensor = all.get(name);
    if (tensor == null) {
      throw new CanException(file + " is no checkpoint of a training: it lacks '" + name + "'");
    }
    return tensor;
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CanException("cannot remove the old checkpoint " + file + ": " + e.getMessage(), e);
    }
  }
}
