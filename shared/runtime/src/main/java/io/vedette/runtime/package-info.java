@NullMarked
package io.vedette.runtime;

import org.jspecify.annotations.NullMarked;
