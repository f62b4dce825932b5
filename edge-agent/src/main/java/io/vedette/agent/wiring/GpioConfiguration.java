package io.vedette.agent.wiring;

import io.vedette.agent.gpio.BoardOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The board's pins, numbered as the processor does (BCM).
 *
 * @param statusLight pin of the status light
 * @param outputs pins that follow classes
 */
record GpioConfiguration(@Nullable Integer statusLight, List<Output> outputs) {
    GpioConfiguration {
        outputs = List.copyOf(outputs);
        toOptions(statusLight, outputs);
    }

    /** A pin that is high while one of the labels is seen, and at least for {@code minimumPulse}. */
    record Output(int pin, Set<String> labels, @Nullable Duration minimumPulse) {
        Output {
            labels = Set.copyOf(labels);
        }
    }

    BoardOptions toOptions() {
        return toOptions(statusLight, outputs);
    }

    private static BoardOptions toOptions(@Nullable Integer statusLight, List<Output> outputs) {
        return new BoardOptions(
                statusLight,
                outputs.stream()
                        .map(output -> new BoardOptions.Output(
                                output.pin(),
                                output.labels(),
                                output.minimumPulse() == null ? Duration.ZERO : output.minimumPulse()))
                        .toList());
    }
}
