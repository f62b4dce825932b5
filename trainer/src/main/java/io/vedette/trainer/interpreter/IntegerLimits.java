package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Relu6;
import java.util.Optional;

/** The lowest and the highest integer an operator may leave: its type's, or where a fused activation ends. */
record IntegerLimits(int lowest, int highest) {
    static IntegerLimits of(QuantizationParameters parameters) {
        return new IntegerLimits(parameters.type().lowest(), parameters.type().highest());
    }

    /** The limits with an activation fused to the operator, which is a ReLU or ReLU6. */
    static IntegerLimits of(QuantizationParameters parameters, Optional<Activation> activation) {
        IntegerLimits type = of(parameters);
        if (activation.isEmpty()) {
            return type;
        }
        int lowest = Math.max(type.lowest, parameters.zeroPoint());
        if (!(activation.get() instanceof Relu6)) {
            return new IntegerLimits(lowest, type.highest);
        }
        long six = parameters.zeroPoint() + Math.round(6 / (double) parameters.scale());
        return new IntegerLimits(lowest, (int) Math.min(type.highest, six));
    }

    int clamped(int value) {
        return Math.max(lowest, Math.min(highest, value));
    }

    /** A number as an integer within the limits, halves away from zero. */
    int rounded(double value) {
        double rounded = Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
        return (int) Math.max(lowest, Math.min(highest, rounded));
    }
}
