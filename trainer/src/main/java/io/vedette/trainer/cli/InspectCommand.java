package io.vedette.trainer.cli;

import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.Variant;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import io.vedette.trainer.packaging.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette inspect}: shows what is in a bundle and whether it is to be believed. */
@Command(
        name = "inspect",
        description = "Shows what is in a bundle and whether it is to be believed.",
        mixinStandardHelpOptions = true)
public final class InspectCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "The bundle.")
    private Path bundle;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "A public key that is believed; may be given several times. Without one the signature is not checked.")
    private List<Path> trusted = List.of();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        BundleReader reader = new BundleReader(new TrustedKeys(readKeys()), BundleLimits.DEFAULT);
        if (trusted.isEmpty()) {
            print(out, reader.readUnverifiedManifest(bundle));
            out.println("signature      NOT CHECKED: name a public key with --trust");
            return;
        }
        ModelBundle verified = reader.read(bundle);
        print(out, verified.manifest());
        String drift = verified.manifest().driftReference();
        if (drift != null) {
            DriftTable.print(new Console(spec), DriftReference.fromJson(verified.getMember(drift)));
        }
        out.println("signature      good, by key " + verified.keyId());
        out.println("digest         " + verified.digest());
    }

    private List<VerifyingKey> readKeys() {
        List<VerifyingKey> keys = new ArrayList<>();
        for (Path file : trusted) {
            if (!Files.isReadable(file)) {
                throw new CommandFailedException("No public key to believe at " + file, null);
            }
            try {
                keys.add(KeyFiles.readVerifyingKey(file));
            } catch (IOException e) {
                throw new CommandFailedException("Cannot read the public key " + file + ": " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private static void print(PrintWriter out, BundleManifest manifest) {
        PreprocessingSpec preprocessing = manifest.preprocessing();
        out.println("bundle         " + manifest.name() + ", release " + manifest.release() + " (schema "
                + manifest.schema() + ")");
        out.println("labels         " + String.join(", ", manifest.labels()));
        out.printf(
                Locale.ROOT,
                "input          %d × %d %s, %s, %s, mean %s, deviation %s%n",
                preprocessing.width(),
                preprocessing.height(),
                preprocessing.colourOrder(),
                preprocessing.resizeMode(),
                preprocessing.interpolation(),
                preprocessing.mean(),
                preprocessing.deviation());
        out.println("embedding      " + manifest.embeddingSize() + " values");
        for (Variant variant : manifest.variants()) {
            out.printf(
                    Locale.ROOT,
                    "variant        %-12s %,10d bytes, accuracy %.2f %%, agreement %.2f %%, %.2f ms%n",
                    variant.id(),
                    variant.sizeBytes(),
                    100 * variant.accuracy(),
                    100 * variant.agreement(),
                    variant.medianLatencyMs());
        }
        out.println("golden samples " + manifest.goldenSamples().size());
        if (manifest.driftReference() == null) {
            out.println("drift          no reference");
        }
        out.println("made           " + manifest.provenance().createdAt() + " by "
                + manifest.provenance().software());
        out.println("training data  " + manifest.provenance().dataDigest());
        manifest.provenance().details().forEach((key, value) -> out.println("               " + key + ": " + value));
    }
}
