package io.vedette.agent.messaging;

import io.vedette.core.contract.Message;

/** Hears what comes for the device, beside acknowledgements, on the session's thread; must return soon. */
public interface Subscriber {
    /** The broker is reached, perhaps for the first time since a while; what was published before may be lost. */
    void connected();

    /** A message of the device's own topics. */
    void received(Message message);

    /** What came on a topic that all devices share. */
    void received(String topic, byte[] payload);
}
