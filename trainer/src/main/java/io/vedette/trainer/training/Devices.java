package io.vedette.trainer.training;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Where tensors are computed. */
final class Devices {
    private Devices() {}

    /** A GPU where the engine sees one, else the CPU. */
    static Device best() {
        return Engine.getInstance().getGpuCount() > 0 ? Device.gpu() : Device.cpu();
    }

    /** Name and version of the engine. */
    static String engine() {
        Engine engine = Engine.getInstance();
        return engine.getEngineName() + " " + engine.getVersion() + " (DJL " + Engine.getDjlVersion() + ")";
    }
}
