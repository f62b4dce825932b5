/** What produced a network: the run's configuration, data digest, seed, versions, machine and metrics, kept in a directory. */
@NullMarked
package io.vedette.trainer.experiment;

import org.jspecify.annotations.NullMarked;
