package io.vedette.trainer.experiment;

/** The names of the files in a run directory. */
final class RunLayout {
    static final String CONFIGURATION = "configuration.json";
    static final String LABELS = "labels.json";
    static final String PREPROCESSING = "preprocessing.json";
    /** One JSON object a line, one line an epoch. */
    static final String METRICS = "metrics.jsonl";

    static final String PROVENANCE = "provenance.json";
    static final String NETWORK = "network.vgraph";

    private RunLayout() {}
}
