package io.vedette.core.contract;

/** A message between device and fleet. Its JSON Schema is the resource {@code /vedette/schema/v1/NAME.json}. */
public sealed interface Message
        permits Status, Birth, Prediction, CameraHealth, Telemetry, ErrorReport, Acknowledgement {
    /** What every message says of itself. */
    Header header();
}
