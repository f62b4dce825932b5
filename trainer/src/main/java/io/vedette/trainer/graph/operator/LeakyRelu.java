package io.vedette.trainer.graph.operator;

/** Multiplies what is negative by a small slope. */
public record LeakyRelu(float slope) implements Activation {
    public LeakyRelu {
        if (!(slope >= 0 && slope <= 1)) {
            throw new IllegalArgumentException("Slope must be from 0 to 1 but is " + slope);
        }
    }

    @Override
    public double apply(double x) {
        return x < 0 ? slope * x : x;
    }
}
