package io.vedette.core.bundle;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What produced a model.
 *
 * @param createdAt when the bundle was made
 * @param software name and version of the program that made it
 * @param dataDigest digest of the training data
 * @param details anything else that says how: architecture, seed, epochs, machine
 */
public record ModelProvenance(Instant createdAt, String software, String dataDigest, Map<String, String> details) {
    public ModelProvenance {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
