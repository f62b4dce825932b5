package io.vedette.console.broker;

/** Is told what comes from the broker. */
public interface LinkListener {
    /** The broker was reached, for the first time or anew, and what was subscribed to will come. */
    void onConnected();

    /**
     * A message came; the broker is told so when this returns, and while it waits no other comes.
     *
     * @param isRetained whether the broker had kept it
     */
    void onMessage(String topic, byte[] payload, boolean isRetained) throws InterruptedException;
}
