package io.vedette.agent.wiring;

import java.time.Duration;

/**
 * What the device tells of itself.
 *
 * @param every how often telemetry is sent
 * @param repeatErrorsAfter how often an error that goes on is reported again
 */
record TelemetryConfiguration(Duration every, Duration repeatErrorsAfter) {
    TelemetryConfiguration {
        if (every.toMillis() < 100) {
            throw new IllegalArgumentException("every is not 100ms or longer: " + every);
        }
    }
}
