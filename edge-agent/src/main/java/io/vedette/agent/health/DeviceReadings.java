package io.vedette.agent.health;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads memory, temperature and make of the machine from the kernel's files. */
public final class DeviceReadings {
    private static final Pattern KILOBYTES = Pattern.compile("(\\w+):\\s+(\\d+) kB");
    private static final double MILLI = 1000;
    private static final double HIGHEST_CELSIUS = 150;

    private final Path root;

    /**
     * Readings of a machine.
     *
     * @param root {@code /}, or a folder that stands for it
     */
    public DeviceReadings(Path root) {
        this.root = root;
    }

    /** Memory that this process holds. */
    public OptionalLong residentBytes() {
        return kilobytes("proc/self/status", "VmRSS");
    }

    /** Memory of the machine. */
    public OptionalLong memoryBytes() {
        return kilobytes("proc/meminfo", "MemTotal");
    }

    private OptionalLong kilobytes(String file, String name) {
        for (String line : read(file).orElse("").split("\n", -1)) {
            Matcher matcher = KILOBYTES.matcher(line);
            if (matcher.matches() && matcher.group(1).equals(name)) {
                return OptionalLong.of(Long.parseLong(matcher.group(2)) * 1024);
            }
        }
        return OptionalLong.empty();
    }

    /** The hottest zone of the processor, where the kernel tells. */
    public OptionalDouble temperatureCelsius() {
        try (Stream<Path> zones = Files.list(root.resolve("sys/class/thermal"))) {
            return zones.filter(zone -> zone.getFileName().toString().startsWith("thermal_zone"))
                    .map(zone -> read(root.relativize(zone.resolve("temp")).toString()))
                    .flatMap(Optional::stream)
                    .map(String::strip)
                    .filter(text -> text.matches("-?\\d{1,9}"))
                    .mapToDouble(text -> Long.parseLong(text) / MILLI)
                    .filter(celsius -> celsius < HIGHEST_CELSIUS)
                    .max();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /** What the machine is called by its maker, where the firmware tells. */
    public Optional<String> model() {
        return Stream.of("proc/device-tree/model", "sys/class/dmi/id/product_name")
                .map(this::read)
                .flatMap(Optional::stream)
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** The name and version of the operating system. */
    public Optional<String> operatingSystem() {
        return read("etc/os-release").flatMap(text -> List.of(text.split("\n", -1)).stream()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                .findFirst());
    }

    /** Memory of the Java heap in use. */
    public static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
