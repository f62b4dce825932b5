package io.vedette.agent.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said on the command line of both commands. */
final class CommonOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "The configuration, a YAML file.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any key of the configuration, such as cameras.belt.source=belt.mp4. May be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--trust", paramLabel = "FILE", description = "A public key to believe. May be repeated.")
    private @Nullable List<Path> trust;

    @Option(names = "--broker", paramLabel = "URL", description = "mqtt://host:port, mqtts://host:port or none.")
    private @Nullable String broker;

    @Option(names = "--device", paramLabel = "ID", description = "The device's id.")
    private @Nullable String device;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where HTTP listens; only this machine by default.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Where HTTP listens; 0 for a free port.")
    private @Nullable Integer port;

    @Option(names = "--data-dir", paramLabel = "FOLDER", description = "Where the outbox is kept.")
    private @Nullable Path dataDir;

    @Option(names = "--variant", paramLabel = "ID", description = "Which of the bundle's model files; auto by default.")
    private @Nullable String variant;

    /** A reader of the file and the environment. */
    ConfigurationReader toReader() {
        ConfigurationReader reader = new ConfigurationReader(hostName());
        if (config != null) {
            reader.withFile(config);
        }
        return reader;
    }

    /** Takes over the environment, then what the command line says. */
    ConfigurationReader override(ConfigurationReader reader) {
        reader.withEnvironment(System.getenv());
        put(reader, List.of("device"), device);
        put(reader, List.of("broker", "url"), broker);
        put(reader, List.of("http", "host"), host);
        put(reader, List.of("http", "port"), port);
        put(reader, List.of("data-dir"), dataDir);
        put(reader, List.of("variant"), variant);
        if (trust != null) {
            reader.withTexts(
                    List.of("trust"), trust.stream().map(Path::toString).toList());
        }
        settings.forEach(reader::with);
        return reader;
    }

    static void put(ConfigurationReader reader, List<String> path, @Nullable Object value) {
        if (value != null) {
            reader.withText(path, value.toString());
        }
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "device";
        }
    }
}
