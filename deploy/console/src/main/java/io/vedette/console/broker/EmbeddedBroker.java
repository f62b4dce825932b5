package io.vedette.console.broker;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT 5 broker within the console. It keeps sessions and retained messages in memory only: devices keep their records until the console
 * has stored them, and both sides say anew what they say retained each time they connect, so a disk would add nothing but time.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** HiveMQ's own limit of 1,000 drops most of a flood on its way to the console. */
    private static final int MAX_QUEUED_MESSAGES = 100_000;

    /** What one device may have on its way; HiveMQ's own limit of 10 slows it down to ten messages per round trip. */
    private static final int RECEIVE_MAXIMUM = 200;

    /** Above what the contract allows, so that an oversized message is counted and not merely cut off. */
    private static final int MAX_PACKET_BYTES = 1_048_576;

    private final EmbeddedHiveMQ broker;
    private final BrokerAddress address;

    private EmbeddedBroker(EmbeddedHiveMQ broker, BrokerAddress address) {
        this.broker = broker;
        this.address = address;
    }

    /**
     * Starts a broker.
     *
     * @param folder for its configuration, and what it writes
     * @param bind the address to listen on
     * @param port 0 for any free one
     * @throws PortInUseException if it cannot listen there
     */
    public static EmbeddedBroker start(Path folder, String bind, int port) {
        int chosenPort = requireFree(bind, port);
        Path configuration = folder.resolve("conf");
        try {
            Files.createDirectories(configuration);
            Files.createDirectories(folder.resolve("extensions"));
            Files.createDirectories(folder.resolve("data"));
            Files.writeString(configuration.resolve("config.xml"), configuration(bind, chosenPort));
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's folder " + folder + " cannot be written", e);
        }
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration)
                .withDataFolder(folder.resolve("data"))
                .withExtensionsFolder(folder.resolve("extensions"))
                .withoutLoggingBootstrap()
                .build();
        try {
            broker.start().join();
        } catch (RuntimeException e) {
            close(broker);
            throw e;
        }
        return new EmbeddedBroker(broker, new BrokerAddress(reachable(bind), chosenPort, false));
    }

    /** Where the console itself reaches it. */
    public BrokerAddress address() {
        return address;
    }

    @Override
    public void close() {
        close(broker);
    }

    private static void close(EmbeddedHiveMQ broker) {
        try {
            broker.close();
        } catch (ExecutionException e) {
            LOGGER.warn("The broker did not end as it should", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The broker would only log that it cannot listen, and the console would then connect to whatever listens there. */
    private static int requireFree(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bind, port));
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            throw new PortInUseException(bind, port, e);
        }
    }

    private static String reachable(String bind) {
        InetSocketAddress address = new InetSocketAddress(bind, 0);
        boolean isAny = address.getAddress() != null && address.getAddress().isAnyLocalAddress();
        return isAny ? InetAddress.getLoopbackAddress().getHostAddress() : bind;
    }

    private static String configuration(String bind, int port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>
                        <tcp-listener>
                            <port>%d</port>
                            <bind-address>%s</bind-address>
                        </tcp-listener>
                    </listeners>
                    <mqtt>
                        <queued-messages>
                            <max-queue-size>%d</max-queue-size>
                        </queued-messages>
                        <receive-maximum>
                            <server-receive-maximum>%d</server-receive-maximum>
                        </receive-maximum>
                        <packets>
                            <max-packet-size>%d</max-packet-size>
                        </packets>
                    </mqtt>
                    <anonymous-usage-statistics>
                        <enabled>false</enabled>
                    </anonymous-usage-statistics>
                    <persistence>
                        <mode>in-memory</mode>
                    </persistence>
                </hivemq>
                """
                .formatted(port, bind, MAX_QUEUED_MESSAGES, RECEIVE_MAXIMUM, MAX_PACKET_BYTES);
    }
}
