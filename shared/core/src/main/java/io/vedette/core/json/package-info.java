/** The JSON form of records, the same wherever the product writes or reads one. */
@NullMarked
package io.vedette.core.json;

import org.jspecify.annotations.NullMarked;
