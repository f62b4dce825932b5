/** Puts the agent together: configuration, commands, start and stop. */
@NullMarked
package io.vedette.agent.wiring;

import org.jspecify.annotations.NullMarked;
