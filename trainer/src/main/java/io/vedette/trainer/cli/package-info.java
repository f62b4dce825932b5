/** The commands: the only place that reads arguments, prints, shows progress and wires. */
@NullMarked
package io.vedette.trainer.cli;

import org.jspecify.annotations.NullMarked;
