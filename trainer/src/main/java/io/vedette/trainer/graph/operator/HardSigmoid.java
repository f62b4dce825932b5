package io.vedette.trainer.graph.operator;

/** clip(x + 3, 0, 6) / 6: a cheap likeness of {@link Sigmoid} (Howard et al. 2019, arXiv:1905.02244). */
public record HardSigmoid() implements Activation {
    @Override
    public double apply(double x) {
        return Math.max(0, Math.min(6, x + 3)) / 6;
    }
}
