package io.vedette.trainer.graph.operator;

/** Replaces what is negative by zero and what is above six by six. */
public record Relu6() implements Activation {
    @Override
    public double apply(double x) {
        return Math.max(0, Math.min(6, x));
    }
}
