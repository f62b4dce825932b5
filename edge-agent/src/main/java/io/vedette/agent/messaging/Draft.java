package io.vedette.agent.messaging;

import io.vedette.core.contract.Header;
import io.vedette.core.contract.Message;

/** A message that lacks only its header, which is completed when the message gets its place in the outbox. */
@FunctionalInterface
public interface Draft {
    Message toMessage(Header header);
}
