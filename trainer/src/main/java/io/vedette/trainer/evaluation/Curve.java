package io.vedette.trainer.evaluation;

import java.util.List;

/** A value by epoch, the first epoch first; NaN where there is none. */
public record Curve(String name, List<Double> values) {
    public Curve {
        values = List.copyOf(values);
    }
}
