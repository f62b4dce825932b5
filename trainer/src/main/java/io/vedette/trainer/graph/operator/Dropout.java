package io.vedette.trainer.graph.operator;

import java.util.List;

/**
 * Replaces numbers by zero at random while training, and the others by as much more; does nothing afterwards.
 *
 * @param rate the share that is replaced
 */
public record Dropout(float rate) implements Operator {
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("The rate must be from 0 to below 1 but is " + rate);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs);
    }

    @Override
    public boolean keepsScale() {
        return true;
    }
}
