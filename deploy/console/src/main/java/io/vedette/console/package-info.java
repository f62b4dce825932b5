@NullMarked
package io.vedette.console;

import org.jspecify.annotations.NullMarked;
