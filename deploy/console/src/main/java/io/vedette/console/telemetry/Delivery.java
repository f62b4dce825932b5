package io.vedette.console.telemetry;

/**
 * A message as the broker handed it over.
 *
 * @param payload owned by the delivery
 * @param isRetained whether the broker had kept it, so that it may be old
 */
@SuppressWarnings("ArrayRecordComponent") // deliveries are never compared
public record Delivery(String topic, byte[] payload, boolean isRetained) {}
