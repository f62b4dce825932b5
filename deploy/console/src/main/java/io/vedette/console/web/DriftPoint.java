package io.vedette.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.console.telemetry.StoredDrift;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one window was found to be.
 *
 * @param time by the device's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftPoint(
        Instant receivedAt,
        Instant time,
        String camera,
        DriftReport.Window window,
        Verdict verdict,
        @Nullable Cause cause,
        String explanation) {

    static DriftPoint of(StoredDrift stored) {
        DriftReport report = stored.report();
        return new DriftPoint(
                stored.receivedAt(),
                report.header().time(),
                report.camera(),
                report.window(),
                report.verdict(),
                report.cause(),
                report.explanation());
    }
}
