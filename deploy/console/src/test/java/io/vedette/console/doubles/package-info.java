/** What stands in for devices and brokers in tests. */
@NullMarked
package io.vedette.console.doubles;

import org.jspecify.annotations.NullMarked;
