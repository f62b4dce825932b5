package io.vedette.agent.messaging;

import java.util.Collection;

/** Carries messages to and from a broker and keeps the connection up until it is closed. */
public interface Transport extends AutoCloseable {
    /** Begins to connect; the listener hears of each connection after its subscriptions are in force. */
    void start(Listener listener);

    /**
     * Hands a message to the broker at QoS 1. Without a connection, or when it breaks, there is no answer; the listener hears of that.
     *
     * @param payload owned by the transport from now on
     */
    void publish(String topic, byte[] payload, boolean isRetained, Receipt receipt);

    /** From now on, until the connection ends, what is published on these topics comes too. Requests arrive in their order, also with publications. */
    void subscribe(Collection<String> filters);

    /** From now on what is published on these topics comes no more. */
    void unsubscribe(Collection<String> filters);

    /** Takes leave of the broker, so that it does not publish the last will, and stops. */
    @Override
    void close();

    /** Hears what happens to the connection, on threads of the transport; must return soon and not throw. */
    interface Listener {
        void connected();

        void disconnected(String reason);

        void received(String topic, byte[] payload);
    }

    /** Hears what became of one published message. */
    interface Receipt {
        /** The broker has it. */
        void acknowledged();

        /** The broker refused it, or it could not be sent. */
        void failed(String reason);
    }
}
