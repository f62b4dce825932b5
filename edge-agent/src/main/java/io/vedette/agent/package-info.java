@NullMarked
package io.vedette.agent;

import org.jspecify.annotations.NullMarked;
