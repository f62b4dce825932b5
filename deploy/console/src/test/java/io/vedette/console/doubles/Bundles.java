package io.vedette.console.doubles;

import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.BundleMember;
import io.vedette.core.bundle.BundleWriter;
import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.GoldenSample;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.ModelProvenance;
import io.vedette.core.bundle.Precision;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.bundle.Variant;
import io.vedette.core.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Signed bundles whose models hold nothing but noise. */
public final class Bundles {
    public static final SigningKey KEY = SigningKey.generate();
    private static final String MODEL = "model/onnx-int8.onnx";
    private static final String LARGE_MODEL = "model/onnx-fp32.onnx";
    private static final String GOLDEN = "golden/0.bin";

    private Bundles() {}

    /** The bytes of a bundle of a little more than {@code modelBytes}. */
    public static byte[] make(Path folder, String name, int number, int modelBytes) throws IOException {
        return make(folder, name, number, modelBytes, KEY);
    }

    public static byte[] make(Path folder, String name, int number, int modelBytes, SigningKey key) throws IOException {
        Random random = new Random(number);
        Map<String, byte[]> members = new TreeMap<>();
        members.put(MODEL, noise(random, modelBytes / 5));
        members.put(LARGE_MODEL, noise(random, modelBytes - modelBytes / 5));
        members.put(GOLDEN, new byte[28 * 28]);
        Path file = folder.resolve(name + "-" + number + ".vedette");
        BundleWriter.write(file, manifest(name, number, members), members, key);
        return Files.readAllBytes(file);
    }

    private static BundleManifest manifest(String name, int number, Map<String, byte[]> members) {
        List<BundleMember> listed = members.entrySet().stream()
                .map(member ->
                        new BundleMember(member.getKey(), member.getValue().length, Sha256.of(member.getValue())))
                .toList();
        return new BundleManifest(
                BundleManifest.SCHEMA,
                name,
                number,
                Messages.LABELS,
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
                List.of(
                        variant("onnx-int8", Precision.INT8, MODEL, members.get(MODEL), 0.9042, 0.31),
                        variant("onnx-fp32", Precision.FLOAT32, LARGE_MODEL, members.get(LARGE_MODEL), 0.9101, 0.82)),
                List.of(new GoldenSample(
                        GOLDEN,
                        Messages.LABELS.get(0),
                        Messages.LABELS.stream().map(label -> 1f).toList())),
                listed,
                null,
                new ModelProvenance(
                        Instant.parse("2026-11-01T12:00:00Z"), "vedette 0.1.0", "cd".repeat(32), Map.of("seed", "1")));
    }

    private static Variant variant(
            String id, Precision precision, String path, byte[] model, double accuracy, double latencyMs) {
        return new Variant(
                id, ModelFormat.ONNX, precision, path, model.length, Sha256.of(model), accuracy, 0.99, 0.5, latencyMs);
    }

    private static byte[] noise(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
