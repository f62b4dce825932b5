package io.vedette.trainer.graph.operator;

/** 1 / (1 + e⁻ˣ). */
public record Sigmoid() implements Activation {
    @Override
    public double apply(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
