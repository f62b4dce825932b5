package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How completely a device's records arrived.
 *
 * @param outbox the device's outbox of late
 * @param highWaterMark the highest sequence stored
 * @param duplicates records that came more than once
 * @param lost records that will never come
 * @param openGaps ranges below the mark that may still come
 * @param openRecords records in those ranges
 */
public record DeliveryReport(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outbox,
        long highWaterMark,
        long duplicates,
        long lost,
        int openGaps,
        long openRecords) {

    /** Of a device that sent no record yet. */
    public static final DeliveryReport NONE = new DeliveryReport(null, 0, 0, 0, 0, 0);
}
