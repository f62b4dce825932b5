package io.vedette.console.doubles;

import io.vedette.console.broker.BrokerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Mosquitto broker as a child process, with its own limits left as they are. */
public final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final BrokerAddress address;
    private final Path configuration;
    private Process process;

    private Mosquitto(BrokerAddress address, Path configuration, Process process) {
        this.address = address;
        this.configuration = configuration;
        this.process = process;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    public static Mosquitto start(Path folder) throws IOException {
        int port = freePort();
        Path configuration = folder.resolve("mosquitto.conf");
        Files.writeString(configuration, "listener " + port + " 127.0.0.1\nallow_anonymous true\nlog_dest none\n");
        return new Mosquitto(new BrokerAddress("127.0.0.1", port, false), configuration, launch(configuration, port));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public BrokerAddress address() {
        return address;
    }

    /** Kills it and starts it anew, with everything forgotten. */
    public void restart() throws IOException {
        close();
        process = launch(configuration, address.port());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static Process launch(Path configuration, int port) throws IOException {
        Process started = new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> isListening(port));
        return started;
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
