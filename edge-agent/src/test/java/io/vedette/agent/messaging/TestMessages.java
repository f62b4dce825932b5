package io.vedette.agent.messaging;

import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.SequenceRange;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** Messages of a device for tests. */
final class TestMessages {
    static final DeviceId DEVICE = new DeviceId("device-1");
    static final Topic ERROR_TOPIC = new Topic(DEVICE, TopicKind.ERROR);

    private TestMessages() {}

    static Headers headers(String boot) {
        return new Headers(DEVICE, boot, InstantSource.system(), System::nanoTime, () -> ClockState.UNKNOWN);
    }

    static Draft error(String kind) {
        return header -> new ErrorReport(header, kind, "text", 1, Instant.EPOCH, Instant.EPOCH);
    }

    /** The place in the outbox that a durable message must have. */
    static Position position(Message message) {
        return Objects.requireNonNull(message.header().position());
    }

    static Acknowledgement acknowledgement(String outbox, long mark, SequenceRange... missing) {
        return new Acknowledgement(headers("console").now(), outbox, mark, List.of(missing));
    }
}
