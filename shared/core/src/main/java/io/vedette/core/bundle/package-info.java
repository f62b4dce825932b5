/** The model bundle: its manifest, members and digests; read with limits and verified, or written and signed. */
@NullMarked
package io.vedette.core.bundle;

import org.jspecify.annotations.NullMarked;
