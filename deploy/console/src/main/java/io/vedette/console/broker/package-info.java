/** The way to the devices: the MQTT client of the console and the broker it brings along. */
@NullMarked
package io.vedette.console.broker;

import org.jspecify.annotations.NullMarked;
