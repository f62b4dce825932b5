package io.vedette.agent.wiring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.agent.messaging.Backoff;
import io.vedette.agent.messaging.BrokerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The MQTT broker.
 *
 * @param url {@code mqtt://host:port}, {@code mqtts://host:port} or {@code none}
 * @param password better kept in {@code passwordFile}
 * @param passwordFile file whose first line is the password
 * @param certificates PEM file of the certificates to believe in place of the system's
 * @param reconnectAtMost longest time between two attempts to connect
 */
record BrokerConfiguration(
        String url,
        @Nullable String user,
        @Nullable @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String password,
        @Nullable Path passwordFile,
        @Nullable Path certificates,
        Duration keepAlive,
        Duration connectTimeout,
        Duration reconnectAtMost) {

    private static final String NONE = "none";
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(500);

    BrokerConfiguration {
        if (password != null && passwordFile != null) {
            throw new IllegalArgumentException("both password and password-file are given; one is enough");
        }
        if (keepAlive.toSeconds() < 1 || keepAlive.toSeconds() > 65_535) {
            throw new IllegalArgumentException("keep-alive is not from 1s to 65535s: " + keepAlive);
        }
        if (connectTimeout.isZero() || reconnectAtMost.compareTo(FIRST_RECONNECT) < 0) {
            throw new IllegalArgumentException("connect-timeout or reconnect-at-most is too short");
        }
    }

    boolean isNone() {
        return url.equals(NONE);
    }

    BrokerOptions toOptions(RandomGenerator random) {
        try {
            return new BrokerOptions(
                    URI.create(url),
                    user,
                    readPassword(),
                    certificates,
                    keepAlive,
                    connectTimeout,
                    new Backoff(FIRST_RECONNECT, reconnectAtMost, random));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("broker", String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable String readPassword() {
        if (passwordFile == null) {
            return password;
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new ConfigurationException("broker.password-file", "cannot read " + passwordFile + ": " + e, e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BrokerConfiguration[" + url.replaceFirst("//[^@/]*@", "//…@") + "]";
    }
}
