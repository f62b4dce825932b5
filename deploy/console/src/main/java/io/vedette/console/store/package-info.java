/** What the fleet keeps, in an SQL database. */
@NullMarked
package io.vedette.console.store;

import org.jspecify.annotations.NullMarked;
