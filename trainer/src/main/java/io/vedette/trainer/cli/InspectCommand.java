package io.vedette.trainer.cli;

import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.Variant;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.json.RecordJson;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.importing.ImportedNetwork;
import io.vedette.trainer.importing.NetworkFile;
import io.vedette.trainer.inspection.NetworkDescription;
import io.vedette.trainer.inspection.NetworkPicture;
import io.vedette.trainer.packaging.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette inspect}: shows what is in a bundle or a file with a network. */
@Command(
        name = "inspect",
        description = {
            "Shows what is in a bundle and whether it is to be believed, or what is in an ONNX or TensorFlow Lite file of any tool. "
                    + "The content tells which it is.",
            "Of each network: its layers with their shapes, parameters, multiply-accumulates and integers, and the most memory that its "
                    + "activations take at once. A layer is shown with the batch norm and the activation behind it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A bundle, an .onnx or .tflite file, or a run.")
    private Path file;

    @Option(
            names = "--trust",
            paramLabel = "KEY",
            description =
                    "A public key that is believed; may be given several times. Without one a bundle's signature is not checked.")
    private List<Path> trusted = List.of();

    @Option(names = "--variant", paramLabel = "ID", description = "Of a bundle's files only this, such as onnx-int8.")
    private @Nullable String variantId;

    @Option(
            names = "--picture",
            paramLabel = "SVG",
            description = "A file to draw the network to, as SVG; of a bundle the variant named, or the first.")
    private @Nullable Path picture;

    private @Nullable SvgFile svg;

    @Option(names = "--json", description = "Print all of it as JSON.")
    private boolean isJson;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), "No file at " + file);
        }
        Console console = new Console(spec);
        if (Files.isDirectory(file)) {
            Path network = RunDirectory.open(file).networkFile();
            requirePicture(network);
            inspectFile(console, network);
            return 0;
        }
        requirePicture(file);
        if (NetworkFile.isZip(file)) {
            inspectBundle(console);
        } else {
            inspectFile(console, file);
        }
        return 0;
    }

    private void requirePicture(Path model) throws IOException {
        if (picture == null) {
            return;
        }
        List<Path> read = new ArrayList<>(trusted);
        read.add(model);
        try {
            svg = new SvgFile(picture, read);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void inspectFile(Console console, Path model) throws IOException {
        if (!trusted.isEmpty() || variantId != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    (trusted.isEmpty() ? "--variant" : "--trust") + " is for bundles, and this is none: " + file);
        }
        ImportedNetwork network = NetworkFile.read(model);
        NetworkDescription description = NetworkDescription.of(network.graph(), network.storage());
        draw(network, description);
        if (isJson) {
            String name = String.valueOf(model.getFileName());
            printJson(new Inspection(null, null, List.of(model(name, network, description))));
            return;
        }
        console.print(String.format(
                Locale.ROOT,
                "file           %s, %s, %,d bytes",
                model,
                network.format().title(),
                network.sizeBytes()));
        NetworkTable.print(console, description);
        tellPicture(console);
    }

    private void inspectBundle(Console console) throws IOException {
        BundleReader reader = new BundleReader(new TrustedKeys(readKeys()), BundleLimits.DEFAULT);
        if (trusted.isEmpty()) {
            BundleManifest manifest = reader.readUnverifiedManifest(file);
            if (!isJson) {
                print(console, manifest);
                console.print("signature      NOT CHECKED: name a public key with --trust");
            }
            Map<String, byte[]> models = reader.readUnverifiedModels(file);
            inspectModels(console, manifest, null, path -> get(models, path));
            return;
        }
        ModelBundle verified = reader.read(file);
        if (!isJson) {
            print(console, verified.manifest());
            String drift = verified.manifest().driftReference();
            if (drift != null) {
                DriftTable.print(console, DriftReference.fromJson(verified.getMember(drift)));
            }
            console.print("signature      good, by key " + verified.keyId());
            console.print("digest         " + verified.digest());
        }
        inspectModels(console, verified.manifest(), verified.keyId(), verified::getMember);
    }

    private static byte[] get(Map<String, byte[]> models, String path) {
        byte[] content = models.get(path);
        if (content == null) {
            throw new IllegalStateException("Every variant's file was read, but not " + path);
        }
        return content;
    }

    private void inspectModels(
            Console console, BundleManifest manifest, @Nullable String keyId, Function<String, byte[]> content)
            throws IOException {
        List<Inspection.Model> models = new ArrayList<>();
        for (Variant variant : chosen(manifest)) {
            Path name = Path.of(file + "!" + variant.path());
            ImportedNetwork network = NetworkFile.read(name, content.apply(variant.path()));
            NetworkDescription description = NetworkDescription.of(network.graph(), network.storage());
            if (models.isEmpty()) {
                draw(network, description);
            }
            models.add(model(variant.id(), network, description));
            if (!isJson) {
                console.print("");
                console.print("variant        " + variant.id());
                NetworkTable.print(console, description);
            }
        }
        if (isJson) {
            printJson(new Inspection(manifest, keyId, models));
        } else {
            tellPicture(console);
        }
    }

    private List<Variant> chosen(BundleManifest manifest) {
        if (variantId == null) {
            return manifest.variants();
        }
        return List.of(manifest.findVariant(variantId)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--variant is none of the bundle's "
                                + manifest.variants().stream().map(Variant::id).toList() + ": " + variantId)));
    }

    private static Inspection.Model model(String name, ImportedNetwork network, NetworkDescription description) {
        return new Inspection.Model(name, network.format(), network.sizeBytes(), description);
    }

    private void draw(ImportedNetwork network, NetworkDescription description) throws IOException {
        if (svg == null) {
            return;
        }
        try {
            svg.write(NetworkPicture.toSvg(network.graph(), description));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("Cannot draw " + file + ": " + e.getMessage(), e);
        }
    }

    private void tellPicture(Console console) {
        if (svg != null) {
            console.print("picture        " + svg);
        }
    }

    private void printJson(Inspection inspection) {
        spec.commandLine().getOut().println(new String(RecordJson.writeIndented(inspection), StandardCharsets.UTF_8));
        spec.commandLine().getOut().flush();
    }

    private List<VerifyingKey> readKeys() {
        List<VerifyingKey> keys = new ArrayList<>();
        for (Path key : trusted) {
            if (!Files.isReadable(key)) {
                throw new ParameterException(spec.commandLine(), "No public key to believe at " + key);
            }
            try {
                keys.add(KeyFiles.readVerifyingKey(key));
            } catch (IOException e) {
                throw new CommandFailedException("Cannot read the public key " + key + ": " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private static void print(Console console, BundleManifest manifest) {
        PreprocessingSpec preprocessing = manifest.preprocessing();
        console.print("bundle         " + manifest.name() + ", release " + manifest.release() + " (schema "
                + manifest.schema() + ")");
        console.print("labels         " + String.join(", ", manifest.labels()));
        console.print(String.format(
                Locale.ROOT,
                "input          %d × %d %s, %s, %s, mean %s, deviation %s",
                preprocessing.width(),
                preprocessing.height(),
                preprocessing.colourOrder(),
                preprocessing.resizeMode(),
                preprocessing.interpolation(),
                preprocessing.mean(),
                preprocessing.deviation()));
        console.print("embedding      " + manifest.embeddingSize() + " values");
        manifest.variants().forEach(variant -> VariantTable.print(console, variant));
        console.print("golden samples " + manifest.goldenSamples().size());
        if (manifest.driftReference() == null) {
            console.print("drift          no reference");
        }
        console.print("made           " + manifest.provenance().createdAt() + " by "
                + manifest.provenance().software());
        console.print("training data  " + manifest.provenance().dataDigest());
        manifest.provenance().details().forEach((key, value) -> console.print("               " + key + ": " + value));
    }
}
