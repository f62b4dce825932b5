package io.vedette.console.wiring;

import io.vedette.console.artifact.ChunkSettings;
import io.vedette.console.artifact.UploadLimits;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.broker.Credentials;
import io.vedette.console.store.RetentionLimits;
import io.vedette.core.trust.KeyFormatException;
import io.vedette.core.trust.VerifyingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that runs a console until it is told to end. */
@Command(
        name = "console",
        description = "Shows the fleet: its devices, what they see and how they fare.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class ConsoleCommand implements Callable<Integer> {
    private static final String LOOPBACK = "127.0.0.1";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the console keeps its data (default: ~/.local/share/vedette/console).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the pages; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = LOOPBACK,
            description = "Address the pages are served on (default: ${DEFAULT-VALUE}, this machine only).")
    private String bind = LOOPBACK;

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            defaultValue = "1883",
            description = "Port of the embedded broker; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int mqttPort;

    @Option(
            names = "--mqtt-bind",
            paramLabel = "ADDRESS",
            defaultValue = LOOPBACK,
            description = "Address the embedded broker listens on (default: ${DEFAULT-VALUE}, this machine only)."
                    + " It asks nobody for a password: open it to a network you trust, or use --broker.")
    private String mqttBind = LOOPBACK;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "Use this MQTT 5 broker in place of the embedded one: mqtt://HOST[:PORT] or mqtts://HOST[:PORT].")
    private @Nullable String broker;

    @Option(names = "--mqtt-user", paramLabel = "NAME", description = "Name the broker knows the console by.")
    private @Nullable String mqttUser;

    @Option(
            names = "--mqtt-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password for the broker.")
    private @Nullable Path mqttPasswordFile;

    @Option(
            names = "--keep-predictions",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Newest predictions kept, over all devices (default: ${DEFAULT-VALUE}).")
    private long keptPredictions;

    @Option(
            names = "--keep-telemetry",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Newest telemetry kept, over all devices (default: ${DEFAULT-VALUE}).")
    private long keptTelemetry;

    @Option(
            names = "--keep-drift",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Newest drift reports kept, over all devices (default: ${DEFAULT-VALUE}).")
    private long keptDrift;

    @Option(
            names = "--max-devices",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Devices beyond this many are ignored (default: ${DEFAULT-VALUE}).")
    private int maxDevices;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "File of a public key by which published bundles must be signed; may be given several times."
                    + " Without one the console does not check who signed; devices always do.")
    private List<Path> trust = List.of();

    @Option(
            names = "--update-rate",
            paramLabel = "KB",
            defaultValue = "4096",
            description = "Kilobytes a second that updates may take, over all devices (default: ${DEFAULT-VALUE}).")
    private long updateRate;

    @Option(
            names = "--max-bundles",
            paramLabel = "MIB",
            defaultValue = "10240",
            description = "Mebibytes that all published bundles may take; a further one is refused"
                    + " (default: ${DEFAULT-VALUE}).")
    private long maxBundles;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (EndSignal end = EndSignal.install();
                Console console = Console.start(settings())) {
            PrintWriter out = commandLine().getOut();
            out.println("Console: " + console.uri());
            out.println("Broker: " + console.brokerAddress());
            out.flush();
            end.await();
        }
        return CommandLine.ExitCode.OK;
    }

    private Settings settings() {
        try {
            return new Settings(
                    dataDirectory == null ? defaultDataDirectory() : dataDirectory,
                    new InetSocketAddress(bind, port),
                    new InetSocketAddress(mqttBind, mqttPort),
                    broker == null ? null : BrokerAddress.parse(broker),
                    credentials(),
                    new RetentionLimits(keptPredictions, keptTelemetry, keptDrift),
                    trustedKeys(),
                    new ChunkSettings(
                            updateRate << 10, ChunkSettings.DEFAULT.maxInFlight(), ChunkSettings.DEFAULT.window()),
                    UploadLimits.DEFAULT.withMaxKeptBytes(maxBundles << 20),
                    maxDevices);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<VerifyingKey> trustedKeys() {
        List<VerifyingKey> keys = new ArrayList<>();
        for (Path file : trust) {
            try {
                keys.add(VerifyingKey.fromPem(Files.readString(file, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new IllegalArgumentException("The key file " + file + " cannot be read", e);
            } catch (KeyFormatException e) {
                throw new IllegalArgumentException(
                        "The key file " + file + " holds no public key: " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private @Nullable Credentials credentials() {
        if (mqttUser == null && mqttPasswordFile == null) {
            return null;
        }
        if (mqttUser == null || mqttPasswordFile == null || broker == null) {
            throw new IllegalArgumentException(
                    "--mqtt-user and --mqtt-password-file belong together, and to a --broker");
        }
        try {
            String firstLine = Files.readString(mqttPasswordFile, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            return new Credentials(mqttUser, firstLine);
        } catch (IOException e) {
            throw new IllegalArgumentException("The password file " + mqttPasswordFile + " cannot be read", e);
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("The command is run by its command line");
        }
        return spec.commandLine();
    }

    private static Path defaultDataDirectory() {
        String configured = System.getenv("XDG_DATA_HOME");
        Path base = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(configured);
        return base.resolve("vedette").resolve("console");
    }
}
