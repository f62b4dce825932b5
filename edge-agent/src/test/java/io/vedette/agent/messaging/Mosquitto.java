package io.vedette.agent.messaging;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Debian's Mosquitto as a child process on a port of its own, without persistence: what it holds dies with it. */
public final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final Path configuration;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    /** A broker that is not started yet. */
    public Mosquitto(Path folder) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.configuration = folder.resolve("mosquitto.conf");
        this.log = folder.resolve("mosquitto.log");
        setMaxQueued(1_000_000);
    }

    /** How many messages it holds for a slow subscriber, before the next start; it acknowledges and drops the others. */
    public void setMaxQueued(int messages) throws IOException {
        Files.write(
                configuration,
                List.of(
                        "listener " + port + " 127.0.0.1",
                        "allow_anonymous true",
                        "persistence false",
                        "max_queued_messages " + messages));
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    public int port() {
        return port;
    }

    public String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    public Mosquitto start() throws IOException {
        process = new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isListening);
        return this;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it without warning. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
