package io.vedette.console.telemetry;

import java.util.Map;
import java.util.TreeMap;

/**
 * What ingest did since the console started.
 *
 * @param received messages that the broker handed over
 * @param stored of each kind
 * @param rejected for each reason
 * @param storeFailures transactions that failed and were tried again
 */
public record Counters(
        long received,
        Map<String, Long> stored,
        long duplicates,
        Map<String, Long> rejected,
        long batches,
        long storeFailures,
        long acknowledgements) {
    public Counters {
        stored = new TreeMap<>(stored);
        rejected = new TreeMap<>(rejected);
    }
}
