/** The drift reference: what the exported model makes of validation pictures as a device samples them, in the numbers that the device compares its windows with. */
@NullMarked
package io.vedette.trainer.drift;

import org.jspecify.annotations.NullMarked;
