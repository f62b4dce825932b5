package io.vedette.agent.web;

/** The HTTP server did not start. */
public final class WebServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WebServerException(String host, int port, Throwable cause) {
        super(
                "Cannot listen for HTTP at " + host + ":" + port + ": "
                        + rootOf(cause).getMessage(),
                cause);
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
