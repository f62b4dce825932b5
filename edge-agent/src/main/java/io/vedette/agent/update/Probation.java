package io.vedette.agent.update;

import io.vedette.core.stats.Histogram;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The judge of a release that took over: proven after enough time and frames without being worse than the release before; failed as soon as
 * enough frames say that it is. A share of failed frames is judged against the release before, since a bad camera fails under any release. Where
 * too little was measured of the release before, time is judged by the budget alone.
 */
public final class Probation {
    /** The check that a release with too many errors fails. */
    static final String ERRORS = "probation-errors";

    /** The check that a release which is too slow fails. */
    static final String LATENCY = "probation-latency";

    /** Fewer frames say nothing yet. */
    static final long TELLING_FRAMES = 30;

    private static final double NANOS_PER_MS = 1e6;

    /** A median that exceeds the one before by less is noise. */
    private static final double NOISE = 1.25;

    private Probation() {}

    /**
     * How a release fared since it took over, all cameras together.
     *
     * @param cameras whose frames it is to classify
     * @param classified frames with a result
     * @param failed frames that could not be scaled or classified
     * @param latencyMs of the model alone, so that neither a queue nor a busy camera is laid to its charge
     */
    public record Reading(int cameras, long classified, long failed, Histogram latencyMs) {
        public Reading {
            if (cameras < 0 || classified < 0 || failed < 0) {
                throw new IllegalArgumentException(
                        "a count is negative: " + cameras + " cameras, frames " + classified + " and " + failed);
            }
        }

        long frames() {
            return classified + failed;
        }

        double failedShare() {
            return frames() == 0 ? 0 : (double) failed / frames();
        }
    }

    /** What is to become of the release. */
    enum Outcome {
        /** It is too early to tell. */
        WATCHING,
        /** It may be committed. */
        PROVEN,
        /** It must go. */
        FAILED
    }

    /**
     * The judgement.
     *
     * @param check empty unless it failed
     * @param reason in words
     */
    record Verdict(Outcome outcome, String check, String reason) {}

    /**
     * The judgement of this moment.
     *
     * @param before how the release before fared; null where nobody knows
     * @param watched how long the release has been at work in this run
     */
    static Verdict judge(ProbationOptions options, @Nullable Baseline before, Reading now, Duration watched) {
        if (now.frames() >= TELLING_FRAMES) {
            double allowed = options.extraErrors() + (before == null ? 0 : before.failedShare());
            if (now.failedShare() > allowed) {
                return failed(
                        ERRORS,
                        "%d of %d frames failed; allowed are %.1f %%",
                        now.failed(),
                        now.frames(),
                        100 * allowed);
            }
            double medianMs = now.latencyMs().quantile(0.5);
            double allowedMs = allowedMs(options, before);
            if (medianMs > allowedMs) {
                return failed(LATENCY, "A frame takes %.1f ms in the median; allowed are %.1f ms", medianMs, allowedMs);
            }
        }
        long frames = now.cameras() == 0 ? 0 : options.frames();
        if (watched.compareTo(options.time()) < 0 || now.classified() < frames) {
            return new Verdict(
                    Outcome.WATCHING,
                    "",
                    String.format(
                            Locale.ROOT,
                            "%d of %d s and %d of %d frames",
                            Math.min(watched.toSeconds(), options.time().toSeconds()),
                            options.time().toSeconds(),
                            Math.min(now.classified(), frames),
                            frames));
        }
        return new Verdict(Outcome.PROVEN, "", "");
    }

    private static double allowedMs(ProbationOptions options, @Nullable Baseline before) {
        Double beforeMs = before == null ? null : before.medianMs();
        Duration budget = options.latencyBudget();
        if (budget == null) {
            return beforeMs == null
                    ? Double.POSITIVE_INFINITY
                    : Math.max(options.leastLatency().toNanos() / NANOS_PER_MS, options.slowdown() * beforeMs);
        }
        double budgetMs = budget.toNanos() / NANOS_PER_MS;
        return beforeMs == null ? budgetMs : Math.max(budgetMs, NOISE * beforeMs);
    }

    private static Verdict failed(String check, String format, Object... values) {
        return new Verdict(Outcome.FAILED, check, String.format(Locale.ROOT, format, values));
    }
}
