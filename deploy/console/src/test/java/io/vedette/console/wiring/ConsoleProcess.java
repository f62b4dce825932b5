package io.vedette.console.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The console as a process of its own, which can be killed. */
final class ConsoleProcess implements AutoCloseable {
    private final Process process;

    private ConsoleProcess(Process process) {
        this.process = process;
    }

    /** Starts it, and returns when it says that its pages are served. */
    static ConsoleProcess start(String... arguments) throws IOException {
        Process process = launch(arguments);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("Console: http://")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("The console ended before it was ready");
        }
        return new ConsoleProcess(process);
    }

    /** Runs it to its end. */
    static int exitCode(String... arguments) throws IOException, InterruptedException {
        return launch(arguments).waitFor();
    }

    /** Kills it as a power cut would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end; its exit code. */
    int terminate() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }

    private static Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vedette.console.wiring.Main",
                "console"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
