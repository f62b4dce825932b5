/** What each device should run: decided here, kept, and told to the devices. */
@NullMarked
package io.vedette.console.deployment;

import org.jspecify.annotations.NullMarked;
