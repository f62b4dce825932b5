package io.vedette.agent.health;

/** Takes note of errors that the agent survives. */
@FunctionalInterface
public interface ErrorLog {
    /**
     * Takes note of an error; cheap and never throws, so that it can be called wherever a loop goes on.
     *
     * @param kind a stable name, such as {@code camera-unreadable}
     * @param message in words
     */
    void report(String kind, String message);
}
