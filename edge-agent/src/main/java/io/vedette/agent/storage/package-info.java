/** The one small interface to files that must outlive a power cut. */
@NullMarked
package io.vedette.agent.storage;

import org.jspecify.annotations.NullMarked;
