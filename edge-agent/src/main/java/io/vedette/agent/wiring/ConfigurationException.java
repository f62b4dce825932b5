package io.vedette.agent.wiring;

/** The configuration cannot be used: which key, what was found, what would be right. */
final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String key;

    ConfigurationException(String key, String message) {
        super(key.isEmpty() ? message : key + ": " + message);
        this.key = key;
    }

    ConfigurationException(String key, String message, Throwable cause) {
        super(key.isEmpty() ? message : key + ": " + message, cause);
        this.key = key;
    }

    /** The key's path, empty if the fault is not in one key. */
    String key() {
        return key;
    }
}
