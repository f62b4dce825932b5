package io.vedette.core.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a device's update has come.
 *
 * @param desiredVersion of the desired state that it follows, 0 if none
 * @param target the release that is being installed, or was last
 * @param attempt counts from 1 for a target
 * @param since when this step began
 * @param chunks how many are there, while it is downloading
 * @param check the check that refused the release, or the fault that made the device go back
 * @param reason in words; empty where nothing is to be said
 */
public record UpdateReport(
        Header header,
        long desiredVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Release target,
        Step step,
        int attempt,
        Instant since,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Progress chunks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String check,
        String reason)
        implements Message {

    public UpdateReport {
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt is negative: " + attempt);
        }
    }

    /** The steps of an update. */
    public enum Step {
        /** Nothing is to be done. */
        IDLE,
        /** Whether the desired release may be installed at all. */
        CHECKING,
        /** Chunks come in. */
        DOWNLOADING,
        /** Signature, digests, labels and all else that can be known without running it. */
        VERIFYING,
        /** It lies complete and verified in a slot. */
        STAGED,
        /** It runs on the golden samples, beside the old one. */
        SELF_TESTING,
        /** It takes over between two frames. */
        SWITCHING,
        /** It is at work and watched; the old one is kept. */
        PROBATION,
        /** It is the device's release. */
        COMMITTED,
        /** The old one takes over again. */
        ROLLING_BACK,
        /** It is not the device's release and will not be. */
        REFUSED
    }

    /** So many of so many. */
    public record Progress(int done, int total) {
        public Progress {
            if (done < 0 || done > total) {
                throw new IllegalArgumentException("done is not between 0 and " + total + ": " + done);
            }
        }
    }
}
