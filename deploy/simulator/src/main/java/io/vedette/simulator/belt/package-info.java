/** Renders a video of pictures that pass on a conveyor belt, with the truth of what passed when. */
@NullMarked
package io.vedette.simulator.belt;

import org.jspecify.annotations.NullMarked;
