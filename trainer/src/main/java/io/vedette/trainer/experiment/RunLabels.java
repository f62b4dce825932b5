package io.vedette.trainer.experiment;

import java.util.List;

/** The classes in the order of the logits. */
record RunLabels(List<String> labels) {
    RunLabels {
        labels = List.copyOf(labels);
    }
}
