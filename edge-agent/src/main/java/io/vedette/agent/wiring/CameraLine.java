package io.vedette.agent.wiring;

import io.vedette.agent.camera.Camera;
import io.vedette.agent.pipeline.CameraPipeline;

/** A camera with the pipeline that takes its frames. */
record CameraLine(String name, CameraConfiguration configuration, Camera camera, CameraPipeline pipeline) {}
