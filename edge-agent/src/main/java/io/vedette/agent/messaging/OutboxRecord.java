package io.vedette.agent.messaging;

/**
 * A message as it lies in the outbox.
 *
 * @param payload the JSON form; owned by whoever holds the record
 */
@SuppressWarnings("ArrayRecordComponent") // handed from disk to transport, never compared
record OutboxRecord(long sequence, String topic, byte[] payload) {}
