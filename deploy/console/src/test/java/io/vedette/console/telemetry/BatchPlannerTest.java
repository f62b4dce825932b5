package io.vedette.console.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.console.fleet.Fleet;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchPlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Outboxes outboxes = new Outboxes(List.of());
    private final IngestCounters counters = new IngestCounters();
    private final Fleet fleet = new Fleet(List.of(), 1, CLOCK);

    @Test
    void add_recordTwiceInOneBatch_isStoredOnce() {
        BatchPlanner planner = planner();
        Messages messages = new Messages("pi-1");
        planner.add(messages.prediction(1, "Bag"), true);
        planner.add(messages.prediction(1, "Bag"), true);

        Plan plan = planner.plan("batch");
        assertThat(plan.batch().predictions()).hasSize(1);
        assertThat(plan.told()).hasSize(1);
        assertThat(plan.due()).containsExactly(new DeviceId("pi-1"));
        assertThat(counters.snapshot().duplicates()).isEqualTo(1);
    }

    @Test
    void add_driftTwiceInOneBatch_isStoredOnceAndChangesTheDevice() {
        DriftReport report = DriftWindows.report(new Messages("pi-1"), 1, NOW, Scene.DARKER, 1);
        BatchPlanner planner = planner();
        planner.add(report, true);
        planner.add(report, true);

        Plan plan = planner.plan("batch");
        assertThat(plan.batch().drift()).extracting(StoredDrift::report).containsExactly(report);
        assertThat(plan.batch().devices()).singleElement().satisfies(state -> assertThat(state.drift())
                .containsOnlyKeys("belt"));
        assertThat(plan.due()).containsExactly(new DeviceId("pi-1"));
        assertThat(counters.snapshot().duplicates()).isEqualTo(1);
    }

    @Test
    void add_knownRecord_isAcknowledgedAgainButNotStored() {
        BatchPlanner first = planner();
        first.add(new Messages("pi-1").prediction(1, "Bag"), true);
        apply(first.plan("first"));
        BatchPlanner second = planner();
        second.add(new Messages("pi-1").prediction(1, "Bag"), true);

        Plan plan = second.plan("second");
        assertThat(plan.batch().predictions()).isEmpty();
        assertThat(plan.due()).containsExactly(new DeviceId("pi-1"));
    }

    @Test
    void add_oneDeviceTooMany_isRefused() {
        BatchPlanner first = planner();
        first.add(new Messages("pi-1").prediction(1, "Bag"), true);
        apply(first.plan("first"));
        BatchPlanner second = planner();
        second.add(new Messages("pi-2").prediction(1, "Bag"), true);

        assertThat(second.plan("second").batch().isEmpty()).isTrue();
        assertThat(counters.snapshot().rejected()).containsEntry("too_many_devices", 1L);
    }

    @Test
    void plan_moreOutboxesThanMayBe_forgetsThoseUsedLongestAgo() {
        for (int outbox = 1; outbox <= 3; outbox++) {
            BatchPlanner planner = planner();
            planner.add(messages("outbox-" + outbox).prediction(1, "Bag"), true);
            apply(planner.plan("batch-" + outbox));
        }
        BatchPlanner planner = planner();
        for (int outbox = 4; outbox <= 6; outbox++) {
            planner.add(messages("outbox-" + outbox).prediction(1, "Bag"), true);
        }

        Plan plan = planner.plan("last");
        assertThat(plan.batch().outboxes())
                .extracting(state -> state.key().outbox())
                .containsExactly("outbox-4", "outbox-5", "outbox-6");
        assertThat(plan.batch().forgotten())
                .extracting(OutboxKey::outbox)
                .containsExactlyInAnyOrder("outbox-1", "outbox-2");
        apply(plan);
        assertThat(outboxes.of(new DeviceId("pi-1")))
                .extracting(state -> state.key().outbox())
                .containsExactly("outbox-6", "outbox-5", "outbox-4", "outbox-3");
    }

    private BatchPlanner planner() {
        return new BatchPlanner(fleet, outboxes, counters, NOW);
    }

    private void apply(Plan plan) {
        plan.batch().outboxes().forEach(outboxes::put);
        plan.devices().forEach(fleet::update);
    }

    private static Messages messages(String outbox) {
        return new Messages("pi-1", "boot-1", outbox, NOW);
    }
}
