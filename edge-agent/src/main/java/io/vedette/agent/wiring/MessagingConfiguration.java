package io.vedette.agent.wiring;

import io.vedette.agent.messaging.Acknowledger;
import io.vedette.agent.messaging.OutboxOptions;
import io.vedette.agent.messaging.SessionOptions;
import java.time.Duration;

/**
 * How records are delivered.
 *
 * @param acknowledgement whose word lets a record leave the outbox
 * @param window messages on their way to the broker at a time
 * @param patience how long an acknowledgement may take before records are sent again
 * @param flush how long a stopping agent waits for what it has to deliver
 * @param outbox the most bytes of the outbox on disk
 */
record MessagingConfiguration(
        Acknowledger acknowledgement, int window, Duration patience, Duration flush, ByteSize outbox) {

    private static final Duration GREETING = Duration.ofSeconds(1);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

    MessagingConfiguration {
        toOptions(acknowledgement, window, patience);
        OutboxOptions.of(outbox.bytes());
    }

    SessionOptions toSessionOptions() {
        return toOptions(acknowledgement, window, patience);
    }

    OutboxOptions toOutboxOptions() {
        return OutboxOptions.of(outbox.bytes());
    }

    private static SessionOptions toOptions(Acknowledger acknowledgement, int window, Duration patience) {
        Duration longest = patience.compareTo(LONGEST_PATIENCE) > 0 ? patience : LONGEST_PATIENCE;
        return new SessionOptions(acknowledgement, window, GREETING, patience, longest);
    }
}
