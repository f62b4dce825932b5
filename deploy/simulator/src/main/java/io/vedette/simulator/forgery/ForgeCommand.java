package io.vedette.simulator.forgery;

import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.BundleWriter;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.trust.SigningKey;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette simulate forge}: a bundle with another release number, signed by a key of nobody's. */
@Command(
        name = "forge",
        description =
                "Gives a bundle another release number and signs it with a key that was made for it and thrown away.",
        mixinStandardHelpOptions = true)
public final class ForgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "A good bundle.")
    private Path bundle;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "The public key of the one who signed BUNDLE.")
    private Path trust;

    @Option(names = "--release", required = true, paramLabel = "N", description = "The number that the forgery claims.")
    private int release;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The forgery.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (release < 1) {
            throw new ParameterException(spec.commandLine(), "--release is not positive: " + release);
        }
        if (!Files.isReadable(trust)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--trust is no file: " + trust + "; it names the public key that signed BUNDLE");
        }
        VerifyingKey key = VerifyingKey.fromPem(Files.readString(trust));
        ModelBundle good = new BundleReader(new TrustedKeys(List.of(key)), BundleLimits.DEFAULT).read(bundle);
        BundleManifest manifest = good.manifest();
        Map<String, byte[]> members = new TreeMap<>();
        manifest.members().forEach(member -> members.put(member.path(), good.getMember(member.path())));
        SigningKey forger = SigningKey.generate();
        BundleManifest forged = new BundleManifest(
                manifest.schema(),
                manifest.name(),
                release,
                manifest.labels(),
                manifest.preprocessing(),
                manifest.embeddingSize(),
                manifest.variants(),
                manifest.goldenSamples(),
                manifest.members(),
                manifest.driftReference(),
                manifest.provenance());
        BundleWriter.write(out, forged, members, forger);
        spec.commandLine()
                .getOut()
                .println(out + ": " + manifest.name() + " " + release + ", signed by the unknown key "
                        + forger.verifyingKey().id());
        return 0;
    }
}
