package io.vedette.agent.wiring;

import io.vedette.core.contract.Prediction;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The labels that a device's configuration names, and that a release must therefore have: those that pins follow, and the cameras' background,
 * but of the latter only those that the release at work has, since the usual background stands in every configuration.
 */
final class RequiredLabels {
    private RequiredLabels() {}

    static Set<String> of(AgentConfiguration configuration, Collection<String> labelsAtWork) {
        Set<String> required = new TreeSet<>();
        configuration.cameras().values().forEach(camera -> required.addAll(camera.background()));
        required.retainAll(labelsAtWork);
        configuration.gpio().outputs().forEach(output -> required.addAll(output.labels()));
        required.remove(Prediction.UNKNOWN);
        return required;
    }
}
