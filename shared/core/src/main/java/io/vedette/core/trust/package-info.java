/** Ed25519 keys and signatures over bytes, and the set of keys that are believed. */
@NullMarked
package io.vedette.core.trust;

import org.jspecify.annotations.NullMarked;
