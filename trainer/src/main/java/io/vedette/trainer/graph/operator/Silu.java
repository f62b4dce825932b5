package io.vedette.trainer.graph.operator;

/** x / (1 + e⁻ˣ), also called swish (Ramachandran et al. 2017, arXiv:1710.05941). */
public record Silu() implements Activation {
    @Override
    public double apply(double x) {
        return x / (1 + Math.exp(-x));
    }
}
