package io.vedette.agent.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one entry for each kind of error, with how often and when it was seen. A kind is logged and reported when it is first seen, and then at
 * most once in a while, so that neither log nor outbox fills with it. Kinds beyond a bound are counted together.
 */
public final class DistinctErrors implements ErrorLog {
    /** The most kinds kept apart. */
    public static final int MAX_KINDS = 100;

    /** The kind of all errors beyond {@link #MAX_KINDS}. */
    public static final String OTHER = "other";

    private static final Logger LOG = LoggerFactory.getLogger(DistinctErrors.class);
    private static final int MAX_MESSAGE = 500;

    private final InstantSource clock;
    private final Duration repeatAfter;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private volatile Consumer<Entry> reporter = entry -> {};

    /**
     * One kind of error.
     *
     * @param message of the latest
     * @param reported when it was last logged and reported
     */
    public record Entry(String kind, String message, long count, Instant first, Instant last, Instant reported) {}

    public DistinctErrors(InstantSource clock, Duration repeatAfter) {
        this.clock = clock;
        this.repeatAfter = repeatAfter;
    }

    /** Has this called for each entry that is to be reported. */
    public void setReporter(Consumer<Entry> newReporter) {
        reporter = newReporter;
    }

    @Override
    public void report(String kind, String message) {
        Instant now = clock.instant();
        Entry entry;
        boolean isDue;
        synchronized (entries) {
            String name = entries.containsKey(kind) || entries.size() < MAX_KINDS ? kind : OTHER;
            Entry before = entries.get(name);
            isDue = before == null
                    || Duration.between(before.reported(), now).compareTo(repeatAfter) >= 0
                    || now.isBefore(before.reported());
            entry = before == null
                    ? new Entry(name, shown(message), 1, now, now, now)
                    : new Entry(
                            name,
                            shown(message),
                            before.count() + 1,
                            before.first(),
                            now,
                            isDue ? now : before.reported());
            entries.put(name, entry);
        }
        if (isDue) {
            LOG.warn(
                    "{}: {}{}",
                    entry.kind(),
                    entry.message(),
                    entry.count() == 1 ? "" : " (" + entry.count() + " times)");
            reporter.accept(entry);
        }
    }

    /** What comes from outside, as one line that is not too long. */
    private static String shown(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
    }

    /** All kinds, in the order they were first seen. */
    public List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries.values());
        }
    }
}
