// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code can} command. Ends with {@value #DONE} when all was done, with {@value #FAILED} and a
 * line that says why when something failed, and with {@value #WRONG_USE} when it was wrongly used.
 */
@Command(
    name = "can",
    description = {
      "Finds names in low-resource languages with a converse attention network: a tagger that"
          + " looks at an English translation of each sentence through the attention of the"
          + " translator.",
      ""
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "can VERB --help tells the options of a verb.",
      "Exit codes: 0 done, 1 failed with a one-line reason, 2 wrong use.",
      "With the environment variable CAN_DEBUG set, every failure shows its stack trace."
    },
    subcommands = {
      DemoCommand.class,
      TagCommand.class,
      EvaluateCommand.class,
      InfoCommand.class,
      TrainTranslatorCommand.class,
      TrainEnglishCommand.class,
      TrainCommand.class,
      EnsembleCommand.class,
      EncoderCommand.class,
      TranslateCommand.class,
      EvaluateTranslationCommand.class,
      ProjectCommand.class,
      MissesCommand.class,
      ExperimentCommand.class
    },
    versionProvider = Version.class)
public final class Can implements Callable<Integer> {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  private final Console console;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and do nothing else.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version of Canner.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  Can(Console console) {
    this.console = console;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int code = run(List.of(arguments), Console.system());
    System.exit(code);
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   */
  static int run(List<String> arguments, Console console) {
    Can can = new Can(console);
    try {
      int code = can.commandLine().execute(arguments.toArray(String[]::new));
      return console.out().checkError() && code == DONE
          ? can.failed(new CanException("standard output is closed"))
          : code;
    } catch (OutOfMemoryError | LinkageError e) {
      return can.failed(e);
    }
  }

  Console console() {
    return console;
  }

  private CommandLine commandLine() {
    Ansi colours = console.terminal() ? Ansi.AUTO : Ansi.OFF;
    CommandLine line = new CommandLine(this);
    ServiceLoader.load(AdapterVerb.class, AdapterVerb.class.getClassLoader())
        .forEach(line::addSubcommand);
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setColorScheme(Help.defaultColorScheme(colours));
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setDefaultValueProvider(Can::smallLetters);
    line.setParameterExceptionHandler((e, arguments) -> wronglyUsed(e));
    line.setExecutionExceptionHandler((e, failing, parsed) -> failed(e));
    return line;
  }

  /** Shows the defaults of choices as users write them. */
  private static @Nullable String smallLetters(ArgSpec argument) {
    return argument.initialValue() instanceof Enum<?> value
        ? value.name().toLowerCase(Locale.ROOT)
        : null;
  }

  /** Without a verb. */
  @Override
  public Integer call() {
    commandLine().usage(console.err());
    return WRONG_USE;
  }

  private int wronglyUsed(ParameterException e) {
    String verb = e.getCommandLine().getCommandSpec().qualifiedName();
    console.log(verb + ": " + oneLine(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    console.log("Try '" + verb + " --help'.");
    return WRONG_USE;
  }

  private int failed(Throwable e) {
    console.out().flush();
    console.log("can: " + reason(e));
    if (debug || System.getenv("CAN_DEBUG") != null) {
      e.printStackTrace(console.err());
    }
    return FAILED;
  }

  private static String reason(Throwable e) {
    if (e instanceof CanException) {
      return oneLine(e.getMessage());
    }
    if (e instanceof UncheckedIOException) {
      return "cannot read or write: " + oneLine(e.getMessage());
    }
    if (e instanceof OutOfMemoryError) {
      return "out of memory; give Java more, for example with CAN_JAVA_OPTS=-Xmx4g";
    }
    return oneLine("this should not have happened, and --debug shows where it did: " + e);
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
