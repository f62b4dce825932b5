package io.vedette.agent.wiring;

import io.vedette.core.contract.DeviceId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that can be configured. Keys are the names here in lower case with dashes; what a file, the environment and the command line leave out is in
 * the resource {@code agent-defaults.yaml}.
 *
 * @param device the device's id
 * @param site where it stands, in words
 * @param tags what its owner groups it by
 * @param bundle the signed bundle to run
 * @param trust files of the public keys that are believed
 * @param variant which of the bundle's model files, or {@code auto}
 * @param threads that compute one inference together
 * @param dataDir folder for the outbox, for releases that were installed, and for what cameras are commissioned with
 * @param exitAtEnd whether to stop when every source has ended and every record is acknowledged
 */
record AgentConfiguration(
        DeviceId device,
        @Nullable String site,
        Map<String, String> tags,
        @Nullable Path bundle,
        List<Path> trust,
        String variant,
        int threads,
        Path dataDir,
        boolean exitAtEnd,
        HttpConfiguration http,
        BrokerConfiguration broker,
        MessagingConfiguration messaging,
        TelemetryConfiguration telemetry,
        UpdateConfiguration update,
        GpioConfiguration gpio,
        Map<String, CameraConfiguration> cameras) {

    AgentConfiguration {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        trust = List.copyOf(trust);
        cameras = Collections.unmodifiableMap(new TreeMap<>(cameras));
        for (String name : cameras.keySet()) {
            if (!DeviceId.isValid(name)) {
                throw new IllegalArgumentException(
                        "camera name is not 1 to 63 lower-case letters, digits and dashes: '" + name + "'");
            }
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads are not from 1 to 256: " + threads);
        }
    }

    /** The bundle's file, which must be named. */
    Path requireBundle() {
        if (bundle == null) {
            throw new ConfigurationException("bundle", "no bundle is named; set it, or give --bundle FILE");
        }
        return bundle;
    }
}
