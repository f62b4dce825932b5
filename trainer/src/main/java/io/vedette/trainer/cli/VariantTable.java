package io.vedette.trainer.cli;

import io.vedette.core.bundle.Variant;
import io.vedette.core.bundle.VariantEvidence;
import java.util.Locale;

/** The files of a bundle as lines of text: what was measured of each, and how sure that is. */
final class VariantTable {
    private VariantTable() {}

    static void print(Console console, Variant variant) {
        console.print(String.format(
                Locale.ROOT,
                "variant        %-12s %,10d bytes, accuracy %.2f %%, agreement %.2f %%, %.2f ms",
                variant.id(),
                variant.sizeBytes(),
                100 * variant.accuracy(),
                100 * variant.agreement(),
                variant.medianLatencyMs()));
        VariantEvidence evidence = variant.evidence();
        if (evidence != null) {
            console.print("               " + describe(evidence));
        }
    }

    static String describe(VariantEvidence evidence) {
        Integer layers = evidence.layers();
        return String.format(
                Locale.ROOT,
                "on %,d pictures, with 95 %% confidence: accuracy %.2f to %.2f %%, drop %.2f to %.2f points about %.2f; %s%.2f ms by two threads",
                evidence.testImages(),
                100 * evidence.accuracyLow(),
                100 * evidence.accuracyHigh(),
                100 * evidence.dropLow(),
                100 * evidence.dropHigh(),
                100 * evidence.drop(),
                layers == null
                        ? ""
                        : evidence.integerLayers() + " of " + layers + " layers in integers on the exporting machine, ",
                evidence.twoThreadsLatencyMs());
    }
}
