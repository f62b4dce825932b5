package io.vedette.agent.wiring;

import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.ModelRefusedException;
import io.vedette.agent.pipeline.ModelTrial;
import io.vedette.agent.update.RefusedException;
import io.vedette.core.bundle.ModelBundle;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An update's trial of a release beside the one at work, in the update's terms. */
final class ReleaseTrial {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseTrial.class);

    private final ModelTrial trial;
    private final Supplier<Model> atWork;

    ReleaseTrial(ModelTrial trial, Supplier<Model> atWork) {
        this.trial = trial;
        this.atWork = atWork;
    }

    /**
     * The model of {@code bundle}, ready to take over.
     *
     * @throws RefusedException if it does not pass
     */
    Model run(ModelBundle bundle) {
        try {
            ModelTrial.Passed passed = trial.run(bundle, atWork.get());
            LOG.info(
                    "Release {} passed its trial: {} ms a picture in the median, {} bytes more memory",
                    bundle.manifest().release(),
                    String.format(Locale.ROOT, "%.2f", passed.latencyMs()),
                    passed.grownBytes());
            return passed.model();
        } catch (ModelRefusedException e) {
            throw new RefusedException(e.test().id(), String.valueOf(e.getMessage()), e);
        }
    }
}
