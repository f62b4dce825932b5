/** Post-training quantization: ranges seen in calibration become scales, zero points and integer weights. */
@NullMarked
package io.vedette.trainer.quantization;

import org.jspecify.annotations.NullMarked;
