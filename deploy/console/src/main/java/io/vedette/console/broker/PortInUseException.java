package io.vedette.console.broker;

/** The embedded broker cannot listen where it was told to. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int port;

    PortInUseException(String bind, int port, Throwable cause) {
        super(
                "The broker cannot listen on " + bind + ":" + port + " (" + cause.getMessage()
                        + "); choose another port with --mqtt-port, or use the broker there with --broker",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
