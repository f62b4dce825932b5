package io.vedette.agent.wiring;

import io.vedette.agent.health.DeviceReadings;
import io.vedette.agent.pipeline.Model;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.Header;
import io.vedette.runtime.media.MediaAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the device says of itself. */
record SelfDescription(
        AgentConfiguration configuration, DeviceReadings readings, Supplier<Model> model, List<String> capabilities) {
    SelfDescription {
        capabilities = List.copyOf(capabilities);
    }

    /** The message of it, as things are now. */
    Birth toBirth(Header header) {
        Model atWork = model.get();
        List<Birth.Camera> listed = new ArrayList<>();
        configuration
                .cameras()
                .forEach((name, camera) -> listed.add(new Birth.Camera(
                        name, MediaAddress.parse(camera.source()).toString())));
        Birth.Hardware hardware = new Birth.Hardware(
                readings.model().orElse(System.getProperty("os.arch", "unknown")),
                System.getProperty("os.arch", "unknown"),
                readings.operatingSystem().orElse(System.getProperty("os.name", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                readings.memoryBytes().orElse(0));
        return new Birth(
                header.withRelease(atWork.release()),
                "vedette-agent " + SoftwareVersion.get(),
                hardware,
                configuration.site(),
                configuration.tags(),
                listed,
                atWork.manifest().labels(),
                atWork.variant().id(),
                capabilities);
    }
}
