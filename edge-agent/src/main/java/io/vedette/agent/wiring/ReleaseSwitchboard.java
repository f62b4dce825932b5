package io.vedette.agent.wiring;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.ModelRefusedException;
import io.vedette.agent.pipeline.StageCounts;
import io.vedette.agent.update.Probation;
import io.vedette.agent.update.RefusedException;
import io.vedette.agent.update.Switchboard;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Release;
import io.vedette.core.stats.Histogram;
import io.vedette.runtime.engine.EngineException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an update tries a release and lets it take over, for all cameras at once. */
final class ReleaseSwitchboard implements Switchboard {
    /** Where there is no camera, nothing takes time. */
    private static final Histogram NOTHING = new Histogram(List.of(1.0), List.of(0L, 0L));

    private final ModelAtWork model;
    private final ReleaseTrial trial;
    private final Function<ModelBundle, Model> opening;
    private final ErrorLog errors;
    private @Nullable Model tried;

    ReleaseSwitchboard(ModelAtWork model, ReleaseTrial trial, Function<ModelBundle, Model> opening, ErrorLog errors) {
        this.model = model;
        this.trial = trial;
        this.opening = opening;
        this.errors = errors;
    }

    @Override
    public void trial(ModelBundle bundle) {
        tried = trial.run(bundle);
    }

    @Override
    public void switchTo(ModelBundle bundle) {
        Model known = tried;
        tried = null;
        boolean isTried = known != null && known.release().digest().equals(bundle.digest());
        try {
            model.switchTo(known != null && isTried ? known : opening.apply(bundle));
        } catch (ModelRefusedException e) {
            throw new RefusedException(e.test().id(), String.valueOf(e.getMessage()), e);
        } catch (EngineException e) {
            throw new RefusedException("engine", String.valueOf(e.getMessage()), e);
        } catch (SwitchStuckException e) {
            // It is at work for all others, so there is no way back but to say so.
            errors.report("engine-stuck", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the agent stops", e);
        }
    }

    /** A camera whose engine hangs still counts for the release before; that is not what is to be judged. */
    @Override
    public Probation.Reading reading() {
        return reading(model.release(), model.counts());
    }

    static Probation.Reading reading(Release release, List<StageCounts> cameras) {
        long classified = 0;
        long failed = 0;
        Histogram latencyMs = null;
        for (StageCounts counts : cameras) {
            if (!counts.release().equals(release)) {
                continue;
            }
            classified += counts.classified();
            failed += counts.failed();
            latencyMs = latencyMs == null ? counts.computeMs() : latencyMs.plus(counts.computeMs());
        }
        return new Probation.Reading(cameras.size(), classified, failed, latencyMs == null ? NOTHING : latencyMs);
    }
}
