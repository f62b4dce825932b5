package io.vedette.core.bundle;

import io.vedette.core.trust.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small bundles, good ones and, entry by entry, bad ones. */
final class TestBundles {
    static final SigningKey KEY = SigningKey.generate();

    private TestBundles() {}

    static Map<String, byte[]> members() {
        byte[] model = new byte[5000];
        new Random(1).nextBytes(model);
        Map<String, byte[]> members = new TreeMap<>();
        members.put("model/onnx-int8.onnx", model);
        members.put("golden/0.bin", new byte[28 * 28]);
        return members;
    }

    static BundleManifest manifest(Map<String, byte[]> members) {
        List<BundleMember> listed = new ArrayList<>();
        members.forEach((path, bytes) -> listed.add(new BundleMember(path, bytes.length, Sha256.of(bytes))));
        byte[] model = members.get("model/onnx-int8.onnx");
        return new BundleManifest(
                BundleManifest.SCHEMA,
                "belt",
                1,
                List.of("good", "bad"),
                new PreprocessingSpec(
                        28,
                        28,
                        ColourOrder.GREY,
                        ResizeMode.STRETCH,
                        Interpolation.AREA,
                        0,
                        List.of(0.3f),
                        List.of(0.4f)),
                64,
                List.of(new Variant(
                        "onnx-int8",
                        ModelFormat.ONNX,
                        Precision.INT8,
                        "model/onnx-int8.onnx",
                        model.length,
                        Sha256.of(model),
                        0.9,
                        0.99,
                        0.5,
                        0.3)),
                List.of(new GoldenSample("golden/0.bin", "good", List.of(1f, -1f))),
                listed,
                null,
                new ModelProvenance(Instant.EPOCH, "vedette 0.1.0", "cd".repeat(32), Map.of("seed", "1")));
    }

    static Path good(Path folder) {
        Path file = folder.resolve("good.vedette");
        try {
            BundleWriter.write(file, manifest(members()), members(), KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The entries of a good bundle, to be changed and zipped again. */
    static Map<String, byte[]> entries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        byte[] manifest = ManifestJson.write(manifest(members()));
        entries.put(BundleWriter.MANIFEST, manifest);
        entries.put(BundleWriter.SIGNATURE, KEY.sign(manifest).toJson());
        entries.putAll(members());
        return entries;
    }

    static Path zip(Path folder, Map<String, byte[]> entries) {
        Path file = folder.resolve("made.vedette");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
