package io.vedette.console.fleet;

import io.vedette.core.contract.Position;
import org.jspecify.annotations.Nullable;

/** Tells what is newer of two records of a device, of which the older may arrive last. */
final class Recency {
    private Recency() {}

    /** Whether {@code next} is older than {@code current}: an earlier record of the same outbox. */
    static boolean isOlder(@Nullable Position next, @Nullable Position current) {
        return next != null
                && current != null
                && next.outbox().equals(current.outbox())
                && next.sequence() < current.sequence();
    }
}
