// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtEngineProvider;
import io.github.canner.CanException;

/**
 * The engine that computes. DJL looks for it and for its libraries through the class loader of the
 * calling thread, which in a server with plug-ins is often another than the one that loaded Canner,
 * asks the network where it runs, and downloads what it does not find. Here it looks where Canner
 * lies, and leaves the network alone unless the user allowed it, by {@code ai.djl.offline=false} or
 * {@code DJL_OFFLINE=false}. Safe for use by many threads.
 */
public final class PyTorch {
  private static final String NAME = "PyTorch";
  private static final String OFFLINE = "ai.djl.offline";
  private static final String OFFLINE_VARIABLE = "DJL_OFFLINE";

  private PyTorch() {}

  /** What makes DJL load something. */
  @FunctionalInterface
  public interface Action<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  private static final class Holder {
    private static final Engine ENGINE = load();

    private Holder() {}

    private static Engine load() {
      return loading(
          () -> {
            if (!Engine.hasEngine(NAME)) {
              Engine.registerEngine(new PtEngineProvider());
            }
            return Engine.getEngine(NAME);
          });
    }
  }

  /**
   * The engine, whose native library is loaded by the first call.
   *
   * @throws CanException if there is no native library for this machine
   */
  public static Engine engine() {
    try {
      return Holder.ENGINE;
    } catch (LinkageError e) {
      throw new CanException(
          "PyTorch cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + "; expected the jar of ai.djl.pytorch:pytorch-native-cpu for it on the class path",
          e);
    }
  }

  /**
   * Native memory of its own, to be closed.
   *
   * @throws CanException as {@link #engine}
   */
  public static NDManager newManager() {
    return engine().newBaseManager();
  }

  /**
   * Does something that makes DJL load classes or native libraries.
   *
   * @param action looks through Canner's class loader, offline unless the user said otherwise
   */
  public static <T, E extends Exception> T loading(Action<T, E> action) throws E {
    synchronized (PyTorch.class) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      boolean undecided =
          System.getProperty(OFFLINE) == null && System.getenv(OFFLINE_VARIABLE) == null;
      thread.setContextClassLoader(PyTorch.class.getClassLoader());
      if (undecided) {
        System.setProperty(OFFLINE, "true");
      }
      try {
        return action.run();
      } finally {
        if (undecided) {
          System.clearProperty(OFFLINE);
        }
        thread.setContextClassLoader(before);
      }
    }
  }
}
