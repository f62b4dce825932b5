package io.vedette.agent.drift;

import io.vedette.core.drift.Signal;
import java.util.List;

/** Which number of a sample stands in which column. */
final class SampleForm {
    /** What the model makes of a picture; the projected embedding's numbers follow. */
    static final List<Signal> OUTPUTS = List.of(Signal.CONFIDENCE, Signal.ENTROPY, Signal.NOVELTY);

    static final int ENTROPY = OUTPUTS.indexOf(Signal.ENTROPY);

    /** What the picture is like. */
    static final List<Signal> INPUTS = List.of(
            Signal.LUMINANCE,
            Signal.CONTRAST,
            Signal.SATURATION,
            Signal.SHARPNESS,
            Signal.DARK,
            Signal.BURNT,
            Signal.SCENE);

    static final int SCENE = INPUTS.indexOf(Signal.SCENE);

    private SampleForm() {}
}
