package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.UpdateReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device's update at a glance.
 *
 * @param desiredVersion of the desired state that it follows
 * @param target the release that is being installed, or was last
 * @param since when this step began
 * @param chunks how many are there, while it is downloading
 * @param check what refused the release or made the device go back
 * @param reason in words; empty where nothing is to be said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpdateSummary(
        long desiredVersion,
        UpdateReport.Step step,
        @Nullable Release target,
        int attempt,
        Instant since,
        UpdateReport.@Nullable Progress chunks,
        @Nullable String check,
        String reason) {
    static UpdateSummary of(UpdateReport report) {
        return new UpdateSummary(
                report.desiredVersion(),
                report.step(),
                report.target(),
                report.attempt(),
                report.since(),
                report.chunks(),
                report.check(),
                report.reason());
    }
}
