package io.vedette.console.telemetry;

import io.vedette.core.contract.DriftReport;
import java.time.Instant;

/**
 * A drift report that came.
 *
 * @param id grows in the order of arrival; 0 before it is stored
 */
public record StoredDrift(long id, Instant receivedAt, DriftReport report) {}
