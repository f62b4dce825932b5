package io.vedette.trainer.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The computer and the Java that a run ran on; floating point differs between them. */
public record Machine(String java, String operatingSystem, String processor, int processors) {
    private static final Path PROCESSOR_FILE = Path.of("/proc/cpuinfo");

    /** The one this program runs on. */
    public static Machine current() {
        return new Machine(
                property("java.vm.name") + " " + property("java.runtime.version"),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                processorName(),
                Runtime.getRuntime().availableProcessors());
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(PROCESSOR_FILE)) {
            return lines.filter(line -> line.startsWith("model name") || line.startsWith("Model"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
