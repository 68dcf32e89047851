// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import opennlp.tools.cmdline.CLI;
import opennlp.tools.cmdline.StreamFactoryRegistry;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.ext.ExtensionLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts OpenNLP's own command line with Canner allowed in it, so that {@code
 * -DOPENNLP_EXT_ALLOWED_PACKAGES} need not be given, and with the format {@value #FORMAT}.
 */
public final class CanOpenNlp {
  /**
   * Our reader of CoNLL among OpenNLP's formats, as in {@code TokenNameFinderTrainer.can-conll}.
   */
  public static final String FORMAT = "can-conll";

  private static final Logger LOG = LoggerFactory.getLogger(CanOpenNlp.class);
  private static final String PACKAGE = CanOpenNlp.class.getPackageName();

  private CanOpenNlp() {}

  /**
   * Runs a tool of OpenNLP, such as {@code TokenNameFinder ner.bin}. What Canner refuses is logged,
   * and ends the program with 1.
   */
  public static void main(String[] arguments) {
    allow();
    StreamFactoryRegistry.registerFactory(NameSample.class, FORMAT, new CanConllFormat());
    try {
      CLI.main(arguments);
    } catch (CanException e) {
      LOG.error("{}", e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Lets OpenNLP load the classes of this package and those below it, as models and trainers name
   * them. For programs that cannot be started with {@code
   * -DOPENNLP_EXT_ALLOWED_PACKAGES=io.github.canner.opennlp}; call it before loading a model. Does
   * nothing in OpenNLP before 2.5.9, which asks for no permission.
   */
  public static void allow() {
    Method register;
    try {
      register = ExtensionLoader.class.getMethod("registerAllowedPackage", String.class);
    } catch (NoSuchMethodException e) {
      return; // an OpenNLP that needs no permission
    }
    try {
      register.invoke(null, PACKAGE);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("OpenNLP does not take " + PACKAGE, e);
    }
  }
}
