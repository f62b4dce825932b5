package io.vedette.core.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A camera's current window beside its reference. Histograms of the same reference add up, so that several devices' windows are one.
 *
 * @param verdict the worst of the signals' and of the camera's health
 * @param cause the likeliest, where the verdict is a warning or an alarm
 * @param explanation in words
 * @param labels the kinds that the class mix counts
 */
public record DriftReport(
        Header header,
        String camera,
        Window window,
        Reference reference,
        Verdict verdict,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Cause cause,
        String explanation,
        List<String> labels,
        List<SignalReport> signals)
        implements Message {

    public DriftReport {
        if (!DeviceId.isValid(camera)) {
            throw new IllegalArgumentException(
                    "camera is not 1 to 63 lower-case letters, digits and dashes: '" + camera + "'");
        }
        labels = List.copyOf(labels);
        signals = List.copyOf(signals);
    }

    /**
     * The samples compared.
     *
     * @param samples in it
     */
    public record Window(Instant from, Instant to, int samples) {}

    /**
     * What they are compared with.
     *
     * @param id names it; reports of one id can be merged
     * @param samples in it
     * @param isCommissioned whether the camera's own first samples replaced the trainer's input statistics
     */
    public record Reference(String id, long samples, boolean isCommissioned) {
        public Reference {
            if (id.isEmpty() || id.length() > 64) {
                throw new IllegalArgumentException("id of the reference is not 1 to 64 characters: '" + id + "'");
            }
        }
    }
}
