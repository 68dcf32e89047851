// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps trainings from making further steps once the JVM shuts down, as after Ctrl-C. An exit takes
 * the engine's library apart while threads still run; a step within it would end in a crash.
 */
final class Standstill {
  private static final ReentrantLock STEP = new ReentrantLock();

  static {
    // The lock stays with this thread, so that nobody ever gets it again.
    Runtime.getRuntime().addShutdownHook(new Thread(STEP::lock, "training-standstill"));
  }

  private Standstill() {}

  /** Waits for ever if the JVM shuts down; else keeps it from doing so until {@link #leave}. */
  static void enter() {
    STEP.lock();
  }

  static void leave() {
    STEP.unlock();
  }
}
