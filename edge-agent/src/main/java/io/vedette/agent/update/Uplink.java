package io.vedette.agent.update;

import java.util.List;
import java.util.Set;

/** What an update needs of the fleet. Nothing waits; without a connection nothing is sent, and {@link Updater#connected} tells of the next one. */
public interface Uplink {
    boolean isConnected();

    /** From now on the chunks of just these digests are to come to {@link Updater#received}. */
    void listen(Set<String> digests);

    /** Asks for chunks of an artifact. */
    void ask(String artifact, List<String> chunks);

    /** What the updater would report has changed. */
    void changed();
}
