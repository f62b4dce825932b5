package io.vedette.console.telemetry;

import io.vedette.core.contract.Message;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what ingest does, and logs the first fault of each kind. Safe for use by several threads. */
final class IngestCounters {
    private static final Logger LOGGER = LoggerFactory.getLogger(IngestCounters.class);

    private final LongAdder received = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder storeFailures = new LongAdder();
    private final LongAdder acknowledgements = new LongAdder();
    private final Map<String, LongAdder> stored = new ConcurrentHashMap<>();
    private final Map<Rejection, LongAdder> rejected = new ConcurrentHashMap<>();

    IngestCounters() {
        EnumSet.allOf(Rejection.class).forEach(reason -> rejected.put(reason, new LongAdder()));
    }

    void countReceived() {
        received.increment();
    }

    void countRejected(Rejection reason, String detail) {
        LongAdder count = rejected.computeIfAbsent(reason, added -> new LongAdder());
        if (count.sum() == 0) {
            LOGGER.warn("A message was ignored, and others like it will be, counted but not logged: {}", detail);
        }
        count.increment();
    }

    void countDuplicate() {
        duplicates.increment();
    }

    void countBatch() {
        batches.increment();
    }

    void countStored(Message message) {
        stored.computeIfAbsent(message.getClass().getSimpleName().toLowerCase(Locale.ROOT), kind -> new LongAdder())
                .increment();
    }

    void countStoreFailure(RuntimeException failure) {
        if (storeFailures.sum() == 0) {
            LOGGER.error("Storing failed and is tried until it succeeds; nothing is acknowledged meanwhile", failure);
        }
        storeFailures.increment();
    }

    void countAcknowledgement() {
        acknowledgements.increment();
    }

    Counters snapshot() {
        Map<String, Long> storedByKind = new HashMap<>();
        stored.forEach((kind, count) -> storedByKind.put(kind, count.sum()));
        Map<String, Long> rejectedByReason = new HashMap<>();
        rejected.forEach((reason, count) -> rejectedByReason.put(reason.name().toLowerCase(Locale.ROOT), count.sum()));
        return new Counters(
                received.sum(),
                storedByKind,
                duplicates.sum(),
                rejectedByReason,
                batches.sum(),
                storeFailures.sum(),
                acknowledgements.sum());
    }
}
