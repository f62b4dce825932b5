package io.vedette.core.contract;

/** A message between device and fleet. Its JSON Schema is the resource {@code /vedette/schema/v1/NAME.json}, where a
 * NAME of two levels has a dash for its slash. */
public sealed interface Message
        permits Status,
                Birth,
                Prediction,
                CameraHealth,
                Telemetry,
                ErrorReport,
                DriftReport,
                ReportedState,
                UpdateReport,
                DesiredState,
                ChunkRequest,
                Acknowledgement {
    /** What every message says of itself. */
    Header header();
}
