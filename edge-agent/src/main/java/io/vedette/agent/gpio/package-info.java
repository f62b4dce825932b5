/** The board's outputs: a light that shows how the agent does, and pins that follow what is seen. */
@NullMarked
package io.vedette.agent.gpio;

import org.jspecify.annotations.NullMarked;
