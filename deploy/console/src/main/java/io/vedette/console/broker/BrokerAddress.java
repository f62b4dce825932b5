package io.vedette.console.broker;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a broker listens.
 *
 * @param isEncrypted whether it is spoken to through TLS
 */
public record BrokerAddress(String host, int port, boolean isEncrypted) {
    private static final int MQTT_PORT = 1883;
    private static final int MQTTS_PORT = 8883;

    public BrokerAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the broker's host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the broker's port is not 1 to 65535: " + port);
        }
    }

    /**
     * The address in {@code mqtt://HOST[:PORT]} or {@code mqtts://HOST[:PORT]}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static BrokerAddress parse(String text) {
        try {
            URI uri = new URI(text);
            boolean isEncrypted = "mqtts".equals(uri.getScheme());
            boolean hasPath = uri.getPath() != null && !uri.getPath().isEmpty();
            if ((!isEncrypted && !"mqtt".equals(uri.getScheme()))
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || hasPath) {
                throw new IllegalArgumentException(expectation(text));
            }
            int port = uri.getPort() == -1 ? (isEncrypted ? MQTTS_PORT : MQTT_PORT) : uri.getPort();
            return new BrokerAddress(uri.getHost(), port, isEncrypted);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(expectation(text), e);
        }
    }

    /** The address as users write it. */
    @Override
    public String toString() {
        return (isEncrypted ? "mqtts://" : "mqtt://") + host + ":" + port;
    }

    private static String expectation(String text) {
        return "Expected mqtt://HOST[:PORT] or mqtts://HOST[:PORT] but found '" + text + "'";
    }
}
