/** A running console as its commands see it, over HTTP. */
@NullMarked
package io.vedette.console.client;

import org.jspecify.annotations.NullMarked;
