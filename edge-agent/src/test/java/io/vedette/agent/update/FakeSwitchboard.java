package io.vedette.agent.update;

import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Release;
import io.vedette.core.stats.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A switchboard that remembers what ran, and does as a test says. */
final class FakeSwitchboard implements Switchboard {
    private final List<Release> ran = new ArrayList<>();
    private @Nullable RuntimeException trialFailure;
    private @Nullable RuntimeException switchFailure;
    private Probation.Reading reading = reading(100, 0);

    static Probation.Reading reading(long classified, long failed) {
        return new Probation.Reading(
                classified, failed, new Histogram(List.of(1.0, 10.0, 100.0), List.of(0L, classified, 0L, 0L)));
    }

    void setTrialFailure(@Nullable RuntimeException failure) {
        trialFailure = failure;
    }

    void setSwitchFailure(@Nullable RuntimeException failure) {
        switchFailure = failure;
    }

    void setReading(Probation.Reading newReading) {
        reading = newReading;
    }

    /** Every release that was switched to, in their order. */
    List<Release> ran() {
        return ran;
    }

    @Override
    public void trial(ModelBundle bundle) {
        if (trialFailure != null) {
            throw trialFailure;
        }
    }

    @Override
    public void switchTo(ModelBundle bundle) {
        if (switchFailure != null) {
            throw switchFailure;
        }
        ran.add(Slots.releaseOf(bundle));
    }

    @Override
    public Probation.Reading reading() {
        return reading;
    }
}
