package io.vedette.agent.drift;

import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Header;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found of a camera's current window, as {@link DriftReport} describes it. */
public record DriftFinding(
        String camera,
        DriftReport.Window window,
        DriftReport.Reference reference,
        Verdict verdict,
        @Nullable Cause cause,
        String explanation,
        List<String> labels,
        List<SignalReport> signals) {

    public DriftFinding {
        labels = List.copyOf(labels);
        signals = List.copyOf(signals);
    }

    /** The message of it. */
    public DriftReport toReport(Header header) {
        return new DriftReport(header, camera, window, reference, verdict, cause, explanation, labels, signals);
    }
}
