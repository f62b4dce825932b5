@NullMarked
package io.vedette.simulator;

import org.jspecify.annotations.NullMarked;
