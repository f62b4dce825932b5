package io.vedette.agent.update;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this device requires of any bundle.
 *
 * @param line the name of the bundles that it runs
 * @param labels those that its configuration names
 * @param variant the model file that it is configured to run; null where it takes what is there
 */
public record BundleRequirements(String line, Set<String> labels, @Nullable String variant) {
    public BundleRequirements {
        labels = Set.copyOf(labels);
    }
}
