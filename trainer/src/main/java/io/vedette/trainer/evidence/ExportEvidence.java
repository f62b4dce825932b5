package io.vedette.trainer.evidence;

import io.vedette.trainer.quantization.LayerEvidence;
import java.util.List;

/**
 * All that an export measured.
 *
 * @param subject what was exported, in words
 * @param failures why no bundle was written, in words; empty if one was
 * @param accuracy of the trained network; NaN if no file was measured beside it
 * @param testImages that every file was measured on
 * @param layers what integers cost at each node; empty where it was not measured
 * @param layerImages on how many images that was measured
 * @param weights how far weights reach
 * @param ladder how the way of making integers was found; empty if there was no choice
 */
public record ExportEvidence(
        String title,
        String subject,
        List<String> failures,
        double accuracy,
        int testImages,
        List<ClassEvidence> classes,
        List<FileEvidence> files,
        List<LayerEvidence> layers,
        int layerImages,
        List<WeightRanges> weights,
        LadderEvidence ladder) {
    public ExportEvidence {
        failures = List.copyOf(failures);
        classes = List.copyOf(classes);
        files = List.copyOf(files);
        layers = List.copyOf(layers);
        weights = List.copyOf(weights);
        for (FileEvidence file : files) {
            if (file.recalls().size() != classes.size()) {
                throw new IllegalArgumentException("File " + file.id() + " has "
                        + file.recalls().size() + " recalls for " + classes.size() + " classes");
            }
        }
    }
}
