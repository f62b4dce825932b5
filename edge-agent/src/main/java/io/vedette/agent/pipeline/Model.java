package io.vedette.agent.pipeline;

import io.vedette.agent.pipeline.ModelRefusedException.Test;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.GoldenSample;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.Variant;
import io.vedette.core.contract.Release;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineException;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.Engines;
import io.vedette.runtime.image.PixelSizeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** One variant of a verified bundle, tried on the bundle's golden samples, from which classifiers are made. */
public final class Model {
    /** The variant's name that leaves the choice to the device. */
    public static final String AUTO = "auto";

    private final ModelBundle bundle;
    private final Variant variant;
    private final ByteBuffer bytes;
    private final EngineOptions options;
    private final LongSupplier nanoTime;
    private final String runtime;

    private Model(ModelBundle bundle, Variant variant, EngineOptions options, LongSupplier nanoTime) {
        this.bundle = bundle;
        this.variant = variant;
        this.bytes = ByteBuffer.wrap(bundle.getMember(variant.path()));
        this.options = options;
        this.nanoTime = nanoTime;
        try (Engine engine = open()) {
            this.runtime = engine.runtime();
            int expected = bundle.manifest().embeddingSize();
            if (engine.embedding().length != expected) {
                throw new IllegalArgumentException("the manifest says that the embedding has " + expected
                        + " numbers, but the model gives " + engine.embedding().length);
            }
        }
    }

    /**
     * Opens a variant and tries it.
     *
     * @param variantId {@link #AUTO} or a variant's id
     * @param architecture of the machine, as Java calls it
     * @throws ModelRefusedException if it is not there, cannot be opened or gives other answers than the trained network
     */
    public static Model open(
            ModelBundle bundle, String variantId, String architecture, EngineOptions options, LongSupplier nanoTime) {
        Variant variant = choose(bundle.manifest(), variantId, architecture);
        try {
            Model model = new Model(bundle, variant, options, nanoTime);
            model.tryGoldenSamples();
            return model;
        } catch (EngineException
                | PixelSizeException
                | IllegalArgumentException
                | ArithmeticException
                | OutOfMemoryError e) {
            throw ModelRefusedException.of(variant, e);
        }
    }

    /** The variant of that id; or the one that runs fastest on this kind of machine, of those the bundle has. */
    static Variant choose(BundleManifest manifest, String variantId, String architecture) {
        if (!variantId.equals(AUTO)) {
            return manifest.findVariant(variantId)
                    .orElseThrow(() -> new ModelRefusedException(
                            Test.VARIANT,
                            "The bundle has no variant '" + variantId + "'; it has "
                                    + manifest.variants().stream()
                                            .map(Variant::id)
                                            .collect(Collectors.joining(", "))));
        }
        List<String> wanted = architecture.equals("aarch64")
                ? List.of("tflite-int8", "onnx-int8", "tflite-fp32", "onnx-fp32")
                : List.of("onnx-int8", "tflite-int8", "onnx-fp32", "tflite-fp32");
        return wanted.stream()
                .map(manifest::findVariant)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(manifest.variants().get(0));
    }

    private Engine open() {
        String name = release().name() + "-" + release().number() + "/" + variant.path();
        return Engines.open(variant.format(), name, bytes.duplicate(), options);
    }

    private void tryGoldenSamples() {
        if (bundle.manifest().goldenSamples().isEmpty()) {
            throw new ModelRefusedException(
                    Test.GOLDEN_SAMPLES,
                    "The bundle has no golden samples, so nobody can tell whether it runs rightly here");
        }
        try (Classifier classifier = newClassifier()) {
            for (GoldenSample sample : bundle.manifest().goldenSamples()) {
                tryGoldenSample(classifier, sample);
            }
        }
    }

    private void tryGoldenSample(Classifier classifier, GoldenSample sample) {
        classifier.classify(ByteBuffer.wrap(bundle.getMember(sample.path())));
        float[] found = classifier.logits();
        int foundBest = 0;
        int expectedBest = 0;
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            foundBest = found[i] > found[foundBest] ? i : foundBest;
            expectedBest = sample.logits().get(i) > sample.logits().get(expectedBest) ? i : expectedBest;
            largest = Math.max(largest, Math.abs(found[i] - sample.logits().get(i)));
        }
        List<String> labels = classifier.labels();
        if (foundBest != expectedBest) {
            throw new ModelRefusedException(
                    Test.GOLDEN_SAMPLES,
                    "Golden sample " + sample.path() + ": expected " + labels.get(expectedBest) + " from "
                            + variant.id() + " but found " + labels.get(foundBest));
        }
        if (!(largest <= variant.logitTolerance())) {
            throw new ModelRefusedException(
                    Test.GOLDEN_SAMPLES,
                    "Golden sample " + sample.path() + ": expected logits of " + variant.id() + " within "
                            + variant.logitTolerance() + " but found a difference of " + largest);
        }
    }

    /** What the bundle says is usual, as it stands there; nothing where it says nothing of it. */
    public Optional<byte[]> findDriftReference() {
        return Optional.ofNullable(bundle.manifest().driftReference()).map(bundle::getMember);
    }

    /** A classifier of this model, for one thread. */
    public Classifier newClassifier() {
        Engine engine = open();
        try {
            return new Classifier(
                    engine, bundle.manifest().preprocessing(), bundle.manifest().labels(), release(), nanoTime);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    public Release release() {
        return new Release(bundle.manifest().name(), bundle.manifest().release(), bundle.digest());
    }

    public BundleManifest manifest() {
        return bundle.manifest();
    }

    /** The key whose signature the bundle bears. */
    public String keyId() {
        return bundle.keyId();
    }

    public Variant variant() {
        return variant;
    }

    /** Name and version of the runtime that runs it. */
    public String runtime() {
        return runtime;
    }
}
