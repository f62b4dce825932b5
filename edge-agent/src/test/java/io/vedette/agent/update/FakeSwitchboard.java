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
    private @Nullable Throwable switchFailure;
    private volatile @Nullable Error readingFailure;
    private Runnable switchAction = () -> {};
    private volatile Probation.Reading reading = reading(100, 0);

    static Probation.Reading reading(long classified, long failed) {
        return new Probation.Reading(
                1, classified, failed, new Histogram(List.of(1.0, 10.0, 100.0), List.of(0L, classified, 0L, 0L)));
    }

    void setTrialFailure(@Nullable RuntimeException failure) {
        trialFailure = failure;
    }

    void setSwitchFailure(@Nullable Throwable failure) {
        switchFailure = failure;
    }

    /** What happens before a switch. */
    void setSwitchAction(Runnable action) {
        switchAction = action;
    }

    void setReadingFailure(@Nullable Error failure) {
        readingFailure = failure;
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
        switchAction.run();
        if (switchFailure instanceof Error error) {
            throw error;
        }
        if (switchFailure instanceof RuntimeException exception) {
            throw exception;
        }
        ran.add(Slots.releaseOf(bundle));
    }

    @Override
    public Probation.Reading reading() {
        Error failure = readingFailure;
        if (failure != null) {
            throw failure;
        }
        return reading;
    }
}
