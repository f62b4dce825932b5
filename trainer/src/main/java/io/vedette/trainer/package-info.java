@NullMarked
package io.vedette.trainer;

import org.jspecify.annotations.NullMarked;
