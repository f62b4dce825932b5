package io.vedette.agent.update;

import io.vedette.agent.fixture.TestBundles;
import io.vedette.core.bundle.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fleet that has chunks, and hands them out when a test lets it. */
final class FakeUplink implements Uplink {
    private final Map<String, byte[]> chunks = new HashMap<>();
    private final List<List<String>> asked = new ArrayList<>();
    private Set<String> listened = Set.of();
    private boolean isConnected = true;
    private int changes;

    /** Has a file's chunks from now on. */
    void publish(byte[] file) {
        TestBundles.chunks(file).forEach(chunk -> chunks.put(Sha256.of(chunk), chunk));
    }

    void setConnected(boolean isConnectedNow) {
        isConnected = isConnectedNow;
    }

    /** Every request so far. */
    List<List<String>> asked() {
        return asked;
    }

    Set<String> listened() {
        return listened;
    }

    int changes() {
        return changes;
    }

    /** Sends what was asked for since the last time. */
    void answer(Updater updater) {
        List<List<String>> open = List.copyOf(asked);
        asked.clear();
        for (List<String> request : open) {
            for (String digest : request) {
                byte[] chunk = chunks.get(digest);
                if (chunk != null) {
                    updater.received(digest, chunk);
                }
            }
        }
    }

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public void listen(Set<String> digests) {
        listened = digests;
    }

    @Override
    public void ask(String artifact, List<String> wanted) {
        asked.add(wanted);
    }

    @Override
    public void changed() {
        changes++;
    }
}
