package io.vedette.agent.messaging;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and how to reach it.
 *
 * @param broker {@code mqtt://host:port}, or {@code mqtts://host:port} for TLS
 * @param user name to log in with, if the broker wants one
 * @param certificates PEM file of the certificates to believe in place of the system's
 * @param keepAlive how often to ask for a sign of life when nothing is sent
 */
public record BrokerOptions(
        URI broker,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path certificates,
        Duration keepAlive,
        Duration connectTimeout,
        Backoff backoff) {

    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    public BrokerOptions {
        String scheme = broker.getScheme();
        if (!("mqtt".equals(scheme) || "mqtts".equals(scheme)) || broker.getHost() == null) {
            throw new IllegalArgumentException(
                    "broker is not mqtt://host:port or mqtts://host:port: " + withoutCredentials(broker));
        }
        if (broker.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "broker holds credentials; give them as user and password: " + withoutCredentials(broker));
        }
        if (password != null && user == null) {
            throw new IllegalArgumentException("a password for the broker without a user");
        }
    }

    boolean isEncrypted() {
        return "mqtts".equals(broker.getScheme());
    }

    /** The address, without anything secret. */
    public String address() {
        return broker.getScheme() + "://" + broker.getHost() + ":" + port();
    }

    int port() {
        if (broker.getPort() >= 0) {
            return broker.getPort();
        }
        return isEncrypted() ? TLS_PORT : PLAIN_PORT;
    }

    private static String withoutCredentials(URI address) {
        return address.toString().replaceFirst("//[^@/]*@", "//…@");
    }

    @Override
    public String toString() {
        return "BrokerOptions[" + address() + "]";
    }
}
