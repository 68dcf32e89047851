// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtEngineProvider;
import io.github.canner.CanException;
import org.jspecify.annotations.Nullable;

/**
 * The engine that computes. DJL looks for it and for its libraries through the class loader of the
 * calling thread, which in a server with plug-ins is often another than the one that loaded Canner,
 * asks the network where it runs, and downloads what it does not find. Here it looks where Canner
 * lies, and leaves the network alone unless the user said something of it, by {@code
 * ai.djl.offline} or {@code DJL_OFFLINE}. Safe for use by many threads.
 */
public final class PyTorch {
  private static final String NAME = "PyTorch";
  private static final String OFFLINE = "ai.djl.offline";
  private static final String OFFLINE_VARIABLE = "DJL_OFFLINE";

  private static @Nullable Engine engine;
  private static @Nullable CanException failure;

  private PyTorch() {}

  /** What makes DJL load something. */
  @FunctionalInterface
  public interface Action<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /**
   * The engine, whose native library is loaded by the first call.
   *
   * @throws CanException if it cannot be loaded, as when there is none for this machine
   */
  public static synchronized Engine engine() {
    if (failure != null) {
      // A second try would fail for a lesser reason: classes that could not be initialised.
      throw new CanException(String.valueOf(failure.getMessage()), failure);
    }
    if (engine == null) {
      try {
        engine = loading(NAME, PyTorch::find);
      } catch (CanException e) {
        failure = e;
        throw e;
      }
    }
    return engine;
  }

  private static Engine find() {
    if (!Engine.hasEngine(NAME)) {
      Engine.registerEngine(new PtEngineProvider());
    }
    return Engine.getEngine(NAME);
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
   * @param what it loads, for messages
   * @param action looks through Canner's class loader, offline unless the user said otherwise
   * @throws CanException if something cannot be loaded
   */
  public static synchronized <T, E extends Exception> T loading(String what, Action<T, E> action)
      throws E {
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
    } catch (EngineException | LinkageError e) {
      throw new CanException(
          what
              + " cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " ("
              + root(e)
              + "), expected the jar with its library for this machine on the class path, and room"
              + " to unpack it",
          e);
    } finally {
      if (undecided) {
        System.getProperties().remove(OFFLINE, "true");
      }
      thread.setContextClassLoader(before);
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
