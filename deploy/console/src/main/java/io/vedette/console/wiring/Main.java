package io.vedette.console.wiring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** The console's main class. */
public final class Main {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";
    private static final long SHUTDOWN_SECONDS = 20;

    private Main() {}

    /** Runs the console until the process is told to end. */
    public static void main(String[] arguments) throws InterruptedException {
        // The embedded broker's jar brings a logback.xml of its own.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "vedette-console-logback.xml");
        }
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitClose(ended, closed), "shutdown"));
        int exitCode = new CommandLine(new ConsoleCommand(ended))
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    commandLine.getErr().println(exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        closed.countDown();
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    private static void awaitClose(CountDownLatch ended, CountDownLatch closed) {
        ended.countDown();
        try {
            if (!closed.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The console did not end within " + SHUTDOWN_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
