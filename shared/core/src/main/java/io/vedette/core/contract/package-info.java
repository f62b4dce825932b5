/** The messages between device and fleet: a record each, with its topic, its JSON form and its JSON Schema. */
@NullMarked
package io.vedette.core.contract;

import org.jspecify.annotations.NullMarked;
