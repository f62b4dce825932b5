package io.vedette.agent.update;

import io.vedette.core.contract.UpdateReport.Step;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which step follows which: from a step, by an event, to a step. What is not here is a bug and never happens. */
final class TransitionTable {
    private static final Map<Step, Map<Trigger, Step>> ROWS = parse(
            """
            IDLE          DESIRED    CHECKING
            IDLE          SATISFIED  IDLE
            IDLE          RESTARTED  IDLE
            IDLE          FELL_BACK  REFUSED
            IDLE          SET_UP     IDLE

            CHECKING      DESIRED    CHECKING
            CHECKING      SATISFIED  IDLE
            CHECKING      ACCEPTED   DOWNLOADING
            CHECKING      REFUSED    REFUSED
            CHECKING      RESTARTED  CHECKING
            CHECKING      FELL_BACK  CHECKING
            CHECKING      SET_UP     IDLE

            DOWNLOADING   DESIRED    CHECKING
            DOWNLOADING   SATISFIED  IDLE
            DOWNLOADING   FETCHED    VERIFYING
            DOWNLOADING   REFUSED    REFUSED
            DOWNLOADING   RESTARTED  DOWNLOADING
            DOWNLOADING   FELL_BACK  DOWNLOADING
            DOWNLOADING   SET_UP     IDLE

            VERIFYING     DESIRED    CHECKING
            VERIFYING     SATISFIED  IDLE
            VERIFYING     VERIFIED   STAGED
            VERIFYING     LOST       DOWNLOADING
            VERIFYING     REFUSED    REFUSED
            VERIFYING     RESTARTED  VERIFYING
            VERIFYING     STOPPED    VERIFYING
            VERIFYING     FELL_BACK  VERIFYING
            VERIFYING     SET_UP     IDLE

            STAGED        DESIRED    CHECKING
            STAGED        SATISFIED  IDLE
            STAGED        BEGUN      SELF_TESTING
            STAGED        REFUSED    REFUSED
            STAGED        RESTARTED  VERIFYING
            STAGED        STOPPED    STAGED
            STAGED        SET_UP     IDLE

            SELF_TESTING  DESIRED    CHECKING
            SELF_TESTING  SATISFIED  IDLE
            SELF_TESTING  PASSED     SWITCHING
            SELF_TESTING  REFUSED    REFUSED
            SELF_TESTING  RESTARTED  VERIFYING
            SELF_TESTING  STOPPED    SELF_TESTING
            SELF_TESTING  SET_UP     IDLE

            SWITCHING     DESIRED    CHECKING
            SWITCHING     SATISFIED  IDLE
            SWITCHING     SWITCHED   PROBATION
            SWITCHING     REFUSED    REFUSED
            SWITCHING     RESTARTED  VERIFYING
            SWITCHING     STOPPED    SWITCHING
            SWITCHING     SET_UP     IDLE

            PROBATION     SATISFIED  PROBATION
            PROBATION     PROVEN     COMMITTED
            PROBATION     FAILED     ROLLING_BACK
            PROBATION     RESTARTED  PROBATION
            PROBATION     STAYED_UP  PROBATION
            PROBATION     STOPPED    PROBATION
            PROBATION     SET_UP     IDLE

            COMMITTED     DESIRED    CHECKING
            COMMITTED     SATISFIED  COMMITTED
            COMMITTED     RESTARTED  COMMITTED
            COMMITTED     FELL_BACK  REFUSED
            COMMITTED     SET_UP     IDLE

            ROLLING_BACK  RETURNED   REFUSED
            ROLLING_BACK  RESTARTED  ROLLING_BACK
            ROLLING_BACK  FELL_BACK  ROLLING_BACK
            ROLLING_BACK  SET_UP     IDLE

            REFUSED       DESIRED    CHECKING
            REFUSED       SATISFIED  IDLE
            REFUSED       RESTARTED  REFUSED
            REFUSED       FELL_BACK  REFUSED
            REFUSED       SET_UP     IDLE
            """);

    private TransitionTable() {}

    private static Map<Step, Map<Trigger, Step>> parse(String table) {
        Map<Step, Map<Trigger, Step>> rows = new EnumMap<>(Step.class);
        table.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] row = line.strip().split(" +", -1);
            Step before = rows.computeIfAbsent(Step.valueOf(row[0]), step -> new EnumMap<>(Trigger.class))
                    .putIfAbsent(Trigger.valueOf(row[1]), Step.valueOf(row[2]));
            if (before != null) {
                throw new IllegalStateException("two rows for " + row[0] + " and " + row[1]);
            }
        });
        return Collections.unmodifiableMap(rows);
    }

    /** The step that follows, if there is one. */
    static Optional<Step> find(Step step, Trigger trigger) {
        return Optional.ofNullable(ROWS.get(step)).map(row -> row.get(trigger));
    }
}
