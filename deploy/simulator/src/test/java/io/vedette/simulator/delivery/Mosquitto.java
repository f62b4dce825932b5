package io.vedette.simulator.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Mosquitto on a port of its own that keeps nothing on disk, so that killing it loses all it had. */
final class Mosquitto {
    static final Path BINARY = Path.of("/usr/sbin/mosquitto");

    private final int port;
    private final Program program;

    Mosquitto(Path folder) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = folder.resolve("mosquitto.conf");
        Files.writeString(
                configuration,
                """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                max_queued_messages 100000
                """
                        .formatted(port));
        program = new Program(
                List.of(BINARY.toString(), "-c", configuration.toString()), folder.resolve("mosquitto.log"));
        awaitPort();
    }

    String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    void killAndStart() throws InterruptedException {
        program.kill();
        program.start();
        awaitPort();
    }

    void close() {
        program.close();
    }

    private void awaitPort() throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new AssertionError("Mosquitto does not answer on port " + port + ":\n" + program.output());
    }
}
