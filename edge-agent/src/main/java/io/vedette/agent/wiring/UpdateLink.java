package io.vedette.agent.wiring;

import io.vedette.agent.messaging.Subscriber;
import io.vedette.agent.update.Updater;
import io.vedette.agent.update.Uplink;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.TopicKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An update's conversation with the fleet: what is desired and the chunks come in, requests and reports go out. */
final class UpdateLink implements Uplink, Subscriber {
    private final Optional<Fleet> fleet;
    private final Supplier<String> variant;
    private Set<String> listened = Set.of();
    private volatile @Nullable Updater updater;

    /**
     * @param fleet none where the agent has no broker
     * @param variant the model file at work
     */
    UpdateLink(Optional<Fleet> fleet, Supplier<String> variant) {
        this.fleet = fleet;
        this.variant = variant;
    }

    /** Whom to bring what comes in; its state is told from now on. */
    void connect(Updater newUpdater) {
        updater = newUpdater;
        fleet.ifPresent(present -> present.setSubscriber(this));
        changed();
    }

    @Override
    public boolean isConnected() {
        return fleet.isPresent() && fleet.get().isConnected();
    }

    @Override
    public void listen(Set<String> digests) {
        Set<String> topics = digests.stream().map(ChunkTopic::of).collect(Collectors.toSet());
        Set<String> fresh = new HashSet<>(topics);
        fresh.removeAll(listened);
        Set<String> past = new HashSet<>(listened);
        past.removeAll(topics);
        listened = topics;
        fleet.ifPresent(present -> {
            present.unsubscribe(past);
            present.subscribe(fresh);
        });
    }

    @Override
    public void ask(String artifact, List<String> chunks) {
        fleet.ifPresent(present -> present.ask(artifact, chunks));
    }

    @Override
    public void changed() {
        Updater present = updater;
        if (present == null) {
            return;
        }
        fleet.ifPresent(reached -> {
            reached.retain(TopicKind.UPDATE, present::toReport);
            reached.retain(TopicKind.REPORTED_STATE, header -> present.toReported(header, variant.get()));
        });
    }

    @Override
    public void connected() {
        Updater present = updater;
        if (present != null) {
            present.connected();
        }
    }

    @Override
    public void received(Message message) {
        Updater present = updater;
        if (present != null && message instanceof DesiredState desired) {
            present.desired(desired);
        }
    }

    @Override
    public void received(String topic, byte[] payload) {
        Updater present = updater;
        if (present != null) {
            ChunkTopic.findDigest(topic).ifPresent(digest -> present.received(digest, payload));
        }
    }
}
