package io.vedette.agent.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The agent's version, which the build writes into a resource. */
final class SoftwareVersion {
    private static final String RESOURCE = "version.properties";

    private SoftwareVersion() {}

    static String get() {
        try (InputStream in = SoftwareVersion.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new IllegalStateException("A resource of ours can always be read: " + RESOURCE, e);
        }
    }
}
