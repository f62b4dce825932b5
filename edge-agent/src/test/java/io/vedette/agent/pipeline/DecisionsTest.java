package io.vedette.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.Prediction.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Labels are a, b and e; e is the background. A frame is written as its label, in lower case where its probability is below the threshold. */
class DecisionsTest {
    private static final String LABELS = "ABE";
    private static final long FRAME_NANOS = Duration.ofMillis(100).toNanos();

    private final List<String> steps = new ArrayList<>();
    private final List<Double> confidences = new ArrayList<>();

    private Decisions decisions(DecisionRule rule) {
        SmoothingOptions options = new SmoothingOptions(3, 0.8, Set.of("E"), rule, Duration.ofSeconds(1), 1);
        return Decisions.of(
                options,
                new boolean[] {false, false, true},
                false,
                (phase, label, confidence, first, last, started, now) -> {
                    String name = label == Smoother.UNKNOWN ? "?" : LABELS.substring(label, label + 1);
                    steps.add(phase + " " + name + " " + first + "-" + last + " @" + started / FRAME_NANOS);
                    confidences.add(confidence);
                });
    }

    private static void show(Decisions decisions, String frames) {
        for (int i = 0; i < frames.length(); i++) {
            char frame = frames.charAt(i);
            int label = LABELS.indexOf(Character.toUpperCase(frame));
            float high = Character.isUpperCase(frame) ? 0.9f : 0.5f;
            float[] probabilities = {(1 - high) / 2, (1 - high) / 2, (1 - high) / 2};
            probabilities[label] = high;
            decisions.accept(i, i * FRAME_NANOS, probabilities);
        }
    }

    @Test
    void label_sameResultThreeTimes_beginsAndBackgroundEnds() {
        show(decisions(DecisionRule.LABEL), "EEEAAAAAEEE");

        assertThat(steps).containsExactly("NEW A 3-5 @3", "END A 3-7 @3");
        assertThat(confidences).allSatisfy(value -> assertThat(value).isBetween(0.89, 0.91));
    }

    @Test
    void label_twoInARow_makeNone() {
        show(decisions(DecisionRule.LABEL), "EEEAAEEABABEEE");

        assertThat(steps).isEmpty();
    }

    @Test
    void label_singleOtherFrames_doNotInterrupt() {
        show(decisions(DecisionRule.LABEL), "AAABAAEEAAEEE");

        assertThat(steps).containsExactly("NEW A 0-2 @0", "END A 0-9 @0");
    }

    @Test
    void label_anotherLabel_endsOneAndBeginsAnother() {
        show(decisions(DecisionRule.LABEL), "AAAABBBB");

        assertThat(steps).containsExactly("NEW A 0-2 @0", "END A 0-3 @0", "NEW B 4-6 @4");
    }

    @Test
    void label_belowThreshold_isUnknown() {
        show(decisions(DecisionRule.LABEL), "aaaaEEE");

        assertThat(steps).containsExactly("NEW ? 0-2 @0", "END ? 0-3 @0");
    }

    @Test
    void label_longDecision_saysSoOnceASecond() {
        show(decisions(DecisionRule.LABEL), "A".repeat(30));

        assertThat(steps).containsExactly("NEW A 0-2 @0", "UPDATE A 0-12 @0", "UPDATE A 0-22 @0");
    }

    @Test
    void label_endOfFrames_endsWhatLives() {
        Decisions decisions = decisions(DecisionRule.LABEL);
        show(decisions, "AAAA");

        decisions.end(5 * FRAME_NANOS);
        decisions.end(6 * FRAME_NANOS);

        assertThat(steps).containsExactly("NEW A 0-2 @0", "END A 0-3 @0");
    }

    @Test
    void item_takenForAnotherAtFirst_isOneDecisionWithTheLabelOfMostEvidence() {
        show(decisions(DecisionRule.ITEM), "EEEBBBAAAAAAABEEE");

        assertThat(steps).hasSize(3).startsWith("NEW B 3-5 @3").endsWith("END A 3-13 @3");
        assertThat(steps.get(1)).startsWith("UPDATE A 3-");
    }

    @Test
    void item_unsureAtBothEnds_isCountedWhole() {
        show(decisions(DecisionRule.ITEM), "EEEabAAAAabEEE");

        assertThat(steps).containsExactly("NEW A 3-7 @3", "END A 3-10 @3");
    }

    @Test
    void item_twoItemsWithBackgroundBetween_areTwo() {
        show(decisions(DecisionRule.ITEM), "AAAEEEBBBEEE");

        assertThat(steps).containsExactly("NEW A 0-2 @0", "END A 0-2 @0", "NEW B 6-8 @6", "END B 6-8 @6");
    }

    @Test
    void item_flicker_makesNone() {
        show(decisions(DecisionRule.ITEM), "EEABEEBAEE");

        assertThat(steps).isEmpty();
    }

    @Test
    void item_neverSure_isUnknown() {
        show(decisions(DecisionRule.ITEM), "EEEaaaaaEEE");

        assertThat(steps).containsExactly("NEW ? 3-5 @3", "END ? 3-7 @3");
    }

    @Test
    void anyRule_phases_areNewThenUpdatesThenEnd() {
        for (DecisionRule rule : DecisionRule.values()) {
            steps.clear();
            show(decisions(rule), "AAAAAABBBBEEEAAAEEEbbbbbEEE");
            boolean isLive = false;
            for (String step : steps) {
                Phase phase = Phase.valueOf(step.substring(0, step.indexOf(' ')));
                assertThat(isLive).as(rule + " " + steps).isEqualTo(phase != Phase.NEW);
                isLive = phase != Phase.END;
            }
            assertThat(isLive).isFalse();
        }
    }
}
