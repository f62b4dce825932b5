/** From a trained network to a signed bundle: the files, what each was measured to do, golden samples, the manifest. */
@NullMarked
package io.vedette.trainer.packaging;

import org.jspecify.annotations.NullMarked;
