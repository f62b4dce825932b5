package io.vedette.core.contract;

/**
 * A record's place in a device's outbox. Sequence numbers start at 1 and never repeat within an outbox; a device whose disk was replaced has a
 * new outbox.
 *
 * @param outbox the id given to the outbox when it was made
 */
public record Position(String outbox, long sequence) {
    public Position {
        if (outbox.isEmpty() || outbox.length() > 64) {
            throw new IllegalArgumentException("outbox id is not 1 to 64 characters: '" + outbox + "'");
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is not 1 or higher: " + sequence);
        }
    }
}
