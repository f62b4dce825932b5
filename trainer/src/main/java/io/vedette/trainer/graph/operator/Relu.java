package io.vedette.trainer.graph.operator;

/** Replaces what is negative by zero. */
public record Relu() implements Activation {
    @Override
    public double apply(double x) {
        return Math.max(0, x);
    }
}
