package io.vedette.simulator.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of the product as a process of its own, to be started, killed and started again; its output goes to a file. */
final class Program implements AutoCloseable {
    private final List<String> command;
    private final Path log;
    private Process process;

    Program(List<String> command, Path log) {
        this.command = command;
        this.log = log;
        start();
    }

    /** A program of another module, as its build wrote down its class path. */
    static Program ofModule(String module, String main, List<String> arguments, Path log) {
        Path target = Path.of("..", "..").resolve(module).resolve("target").normalize();
        try (var files = Files.list(target)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("vedette-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(target + " holds no jar; run mvn package first"));
            String classpath = jar + ":" + Files.readString(target.resolve("classpath"));
            List<String> command = new java.util.ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx384m",
                    "-cp",
                    classpath,
                    main));
            command.addAll(arguments);
            return new Program(command, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would, as far as a process can be. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it by SIGTERM and returns its exit status. */
    int terminate(Duration patience) throws InterruptedException {
        process.destroy();
        return waitFor(patience);
    }

    int waitFor(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Still running after " + patience + ": " + log + "\n" + output());
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a line that matches and returns its first group. */
    String await(Pattern pattern, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            Matcher matcher = pattern.matcher(output());
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (!process.isAlive()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("No line like " + pattern + " in " + log + ":\n" + output());
    }

    /** Waits until {@code text} has been said so many times, earlier runs of the program included. */
    void awaitTimes(String text, int times, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (output().split(Pattern.quote(text), -1).length - 1 < times) {
            if (Instant.now().isAfter(end) || !process.isAlive()) {
                throw new AssertionError("Not " + times + " times '" + text + "' in " + log + ":\n" + output());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
