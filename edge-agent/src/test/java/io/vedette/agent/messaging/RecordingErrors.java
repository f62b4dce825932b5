package io.vedette.agent.messaging;

import io.vedette.agent.health.ErrorLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the kinds of the errors that are reported. */
final class RecordingErrors implements ErrorLog {
    private final List<String> kinds = new CopyOnWriteArrayList<>();

    @Override
    public void report(String kind, String message) {
        kinds.add(kind);
    }

    List<String> kinds() {
        return kinds;
    }
}
