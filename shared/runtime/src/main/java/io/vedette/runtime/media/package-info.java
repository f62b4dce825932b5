/** Opens pictures, videos, streams, cameras and commands, decodes and scales them, and writes pictures and videos. */
@NullMarked
package io.vedette.runtime.media;

import org.jspecify.annotations.NullMarked;
