/** What an attacker without the key can make of a bundle. */
@NullMarked
package io.vedette.simulator.forgery;

import org.jspecify.annotations.NullMarked;
