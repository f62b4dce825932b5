/** The command that builds a console of its parts and runs it. */
@NullMarked
package io.vedette.console.wiring;

import org.jspecify.annotations.NullMarked;
