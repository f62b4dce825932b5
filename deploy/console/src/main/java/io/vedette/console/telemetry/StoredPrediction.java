package io.vedette.console.telemetry;

import io.vedette.core.contract.Prediction;
import java.time.Instant;

/**
 * A prediction that came.
 *
 * @param id grows in the order of arrival; 0 before it is stored
 */
public record StoredPrediction(long id, Instant receivedAt, Prediction prediction) {}
