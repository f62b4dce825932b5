/** What drift is measured by, on both sides of a bundle: signals, statistics, and the reference that a device compares itself with. */
@NullMarked
package io.vedette.core.drift;

import org.jspecify.annotations.NullMarked;
