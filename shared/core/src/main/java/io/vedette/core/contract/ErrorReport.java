package io.vedette.core.contract;

import java.time.Instant;

/**
 * One distinct error, reported when first seen and again, seldom, while it goes on.
 *
 * @param kind a stable name, such as {@code camera-unreadable}
 * @param message in words, of the latest
 * @param count how often, since start
 */
public record ErrorReport(Header header, String kind, String message, long count, Instant first, Instant last)
        implements Message {
    public ErrorReport {
        if (count < 1) {
            throw new IllegalArgumentException("count is not 1 or higher: " + count);
        }
    }
}
