/** Sessions with the fleet over a transport, and the durable bounded outbox whose records leave when they are acknowledged. */
@NullMarked
package io.vedette.agent.messaging;

import org.jspecify.annotations.NullMarked;
