/** Messages of devices on their way in: read, told apart from duplicates, stored and acknowledged. */
@NullMarked
package io.vedette.console.telemetry;

import org.jspecify.annotations.NullMarked;
