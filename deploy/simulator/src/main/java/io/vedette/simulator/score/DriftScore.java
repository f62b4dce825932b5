package io.vedette.simulator.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts on a camera held against the one change that really happened before it.
 *
 * @param windowsBefore judged before the change; those of too few samples are not counted
 * @param falseAlarms alarms among them
 * @param itemsToAlarm items that had passed since the change when the first alarm was raised; null if none was
 * @param cause that the first alarm named
 * @param explanation of the first alarm
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftScore(
        int windowsBefore,
        int falseAlarms,
        @Nullable Long itemsToAlarm,
        @Nullable Cause cause,
        @Nullable String explanation) {

    /** A verdict of the device at {@code time} by its clock. */
    public record Told(Instant time, Verdict verdict, @Nullable Cause cause, String explanation) {}

    /** A decision that ended at {@code time} by the device's clock, in frame {@code lastFrame}. */
    public record Passed(Instant time, long lastFrame) {}

    /**
     * The score.
     *
     * @param items that really passed, in order
     * @param changedItem the number of the first item under the change
     * @param decisions in order of time
     * @param verdicts in order of time
     */
    public static DriftScore of(List<Interval> items, int changedItem, List<Passed> decisions, List<Told> verdicts) {
        int windows = 0;
        int falseAlarms = 0;
        for (Told told : verdicts) {
            long passed = itemsPassed(items, decisions, told.time()) - changedItem;
            boolean isAlarm = told.verdict() == Verdict.ALARM;
            if (passed <= 0) {
                windows += told.verdict() == Verdict.INSUFFICIENT ? 0 : 1;
                falseAlarms += isAlarm ? 1 : 0;
            } else if (isAlarm) {
                return new DriftScore(windows, falseAlarms, passed, told.cause(), told.explanation());
            }
        }
        return new DriftScore(windows, falseAlarms, null, null, null);
    }

    /** Items of which a part has been seen by the last decision that ended up to a time. */
    private static long itemsPassed(List<Interval> items, List<Passed> decisions, Instant time) {
        Optional<Passed> last = decisions.stream()
                .filter(decision -> !decision.time().isAfter(time))
                .reduce((earlier, later) -> later);
        return last.map(decision -> items.stream()
                        .filter(item -> item.first() <= decision.lastFrame())
                        .count())
                .orElse(0L);
    }
}
