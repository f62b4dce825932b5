package io.vedette.console.telemetry;

import io.vedette.core.contract.Message;
import io.vedette.core.contract.MessageException;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.util.Optional;

/** Reads what came from outside; what cannot be used is counted and goes no further. */
final class MessageReader {
    private final IngestCounters counters;

    MessageReader(IngestCounters counters) {
        this.counters = counters;
    }

    Optional<Message> read(Delivery delivery) {
        counters.countReceived();
        if (delivery.payload().length == 0) {
            // Someone cleared a retained message; nothing is said by it.
            return Optional.empty();
        }
        try {
            Message message = MessageJson.read(delivery.topic(), delivery.payload());
            return isPlaced(delivery.topic(), message) ? Optional.of(message) : Optional.empty();
        } catch (MessageException e) {
            counters.countRejected(Rejection.of(e.fault()), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean isPlaced(String topic, Message message) {
        boolean isDurable =
                Topic.find(topic).map(Topic::kind).filter(TopicKind::isDurable).isPresent();
        if (isDurable && message.header().position() == null) {
            counters.countRejected(
                    Rejection.UNPLACED,
                    "Expected a position in the outbox but found none in a message of "
                            + message.header().device());
            return false;
        }
        return true;
    }
}
