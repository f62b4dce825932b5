package io.vedette.agent.update;

import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.GoldenSample;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.bundle.Variant;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Verifies a bundle's file from the outside inwards: nothing is opened before the file is the announced one, nothing is believed before the
 * signature fits, and nothing is compared with the device before every byte is accounted for.
 */
public final class BundleVerification implements Verification {
    private final BundleReader reader;
    private final BundleRequirements requirements;

    public BundleVerification(BundleReader reader, BundleRequirements requirements) {
        this.reader = reader;
        this.requirements = requirements;
    }

    @Override
    public ModelBundle verify(Path file, Artifact artifact, Release desired, int highestCommitted) {
        requireAnnounced(file, artifact);
        ModelBundle bundle = read(file);
        requireDesired(bundle, desired, highestCommitted);
        requireFitting(bundle.manifest());
        return bundle;
    }

    private static void requireAnnounced(Path file, Artifact artifact) {
        try {
            long found = Files.size(file);
            if (found != artifact.sizeBytes()) {
                throw refused(
                        ReleaseCheck.SIZE,
                        "Expected a file of " + artifact.sizeBytes() + " bytes but found one of " + found);
            }
            String digest = Sha256.ofFile(file);
            if (!digest.equals(artifact.digest())) {
                throw refused(
                        ReleaseCheck.DIGEST,
                        "Expected a file with digest " + artifact.digest() + " but found one with " + digest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + " to verify it", e);
        }
    }

    private ModelBundle read(Path file) {
        try {
            return reader.read(file);
        } catch (BundleException e) {
            throw new RefusedException(e.check().id(), String.valueOf(e.getMessage()), e);
        }
    }

    private void requireDesired(ModelBundle bundle, Release desired, int highestCommitted) {
        BundleManifest manifest = bundle.manifest();
        if (!manifest.name().equals(requirements.line())) {
            throw refused(
                    ReleaseCheck.LINE,
                    "Expected a bundle of the line '" + requirements.line() + "' but found one of '" + manifest.name()
                            + "'");
        }
        Release found = new Release(manifest.name(), manifest.release(), bundle.digest());
        if (!found.equals(desired)) {
            throw refused(
                    ReleaseCheck.RELEASE, "Expected " + describe(desired) + " but the bundle holds " + describe(found));
        }
        if (manifest.release() <= highestCommitted) {
            throw refused(
                    ReleaseCheck.RELEASE_NUMBER,
                    "Expected a release higher than " + highestCommitted + ", which was committed, but found release "
                            + manifest.release() + "; older weights come back as a new release");
        }
    }

    private void requireFitting(BundleManifest manifest) {
        TreeSet<String> missing = new TreeSet<>(requirements.labels());
        missing.removeAll(manifest.labels());
        if (!missing.isEmpty()) {
            throw refused(
                    ReleaseCheck.LABELS,
                    "The configuration names the labels " + missing + ", which the bundle lacks; it has "
                            + manifest.labels());
        }
        List<String> variants = manifest.variants().stream().map(Variant::id).toList();
        if (requirements.variant() != null && !variants.contains(requirements.variant())) {
            throw refused(
                    ReleaseCheck.VARIANT,
                    "The configuration names the variant '" + requirements.variant()
                            + "', which the bundle lacks; it has " + variants);
        }
        if (manifest.goldenSamples().isEmpty()) {
            throw refused(
                    ReleaseCheck.GOLDEN_SAMPLES,
                    "The bundle has no golden samples, so nobody can tell whether it runs rightly here");
        }
        manifest.goldenSamples().forEach(sample -> requireOwnLabel(sample, manifest.labels()));
    }

    /** A golden sample is one that the trained network answers rightly; where it is not, labels and weights are of different releases. */
    private static void requireOwnLabel(GoldenSample sample, List<String> labels) {
        int best = 0;
        for (int i = 1; i < labels.size(); i++) {
            best = sample.logits().get(i) > sample.logits().get(best) ? i : best;
        }
        if (!labels.get(best).equals(sample.label())) {
            throw refused(
                    ReleaseCheck.GOLDEN_SAMPLES,
                    "Golden sample " + sample.path() + " shows '" + sample.label() + "' but its answer is '"
                            + labels.get(best) + "': labels and weights do not belong together");
        }
    }

    private static String describe(Release release) {
        return release.name() + " release " + release.number() + " with digest " + release.digest();
    }

    private static RefusedException refused(ReleaseCheck check, String reason) {
        return new RefusedException(check.id(), reason);
    }
}
