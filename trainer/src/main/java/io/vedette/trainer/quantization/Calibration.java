package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.TensorRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ranges that a graph's values took.
 *
 * @param pictures how many were run
 * @param ranges per value, the input included
 */
public record Calibration(CalibrationMethod method, int pictures, Map<String, TensorRange> ranges) {
    public Calibration {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }

    public TensorRange getRange(String value) {
        TensorRange range = ranges.get(value);
        if (range == null) {
            throw new IllegalArgumentException("Value " + value + " was not calibrated, only " + ranges.keySet());
        }
        return range;
    }
}
