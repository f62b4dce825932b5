/** Networks that other tools left in files of any format that is read: told by content, read whole or refused. */
@NullMarked
package io.vedette.trainer.importing;

import org.jspecify.annotations.NullMarked;
