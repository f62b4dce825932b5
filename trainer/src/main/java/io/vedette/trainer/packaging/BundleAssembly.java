package io.vedette.trainer.packaging;

import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.BundleMember;
import io.vedette.core.bundle.BundleWriter;
import io.vedette.core.bundle.GoldenSample;
import io.vedette.core.bundle.ModelProvenance;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.trust.SigningKey;
import io.vedette.trainer.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts measured models, golden samples and a drift reference into a signed bundle. */
public final class BundleAssembly {
    /** Enough to notice a model that is not itself, few enough to try at every start. */
    private static final int MAX_GOLDEN_SAMPLES = 16;

    private static final String DRIFT_REFERENCE = "drift/reference.json";

    private final String name;
    private final int release;
    private final Dataset dataset;
    private final int embeddingSize;
    private final ModelProvenance provenance;
    private final @Nullable DriftReference driftReference;

    public BundleAssembly(String name, int release, Dataset dataset, int embeddingSize, ModelProvenance provenance) {
        this(name, release, dataset, embeddingSize, provenance, null);
    }

    private BundleAssembly(
            String name,
            int release,
            Dataset dataset,
            int embeddingSize,
            ModelProvenance provenance,
            @Nullable DriftReference driftReference) {
        this.name = name;
        this.release = release;
        this.dataset = dataset;
        this.embeddingSize = embeddingSize;
        this.provenance = provenance;
        this.driftReference = driftReference;
    }

    /** The same with what a device compares its windows with. */
    public BundleAssembly withDriftReference(DriftReference reference) {
        return new BundleAssembly(name, release, dataset, embeddingSize, provenance, reference);
    }

    /**
     * Writes the bundle.
     *
     * @param examples images that golden samples may be chosen from, on which the models were measured
     * @param logits the trained network's answers to them
     * @throws NoGoldenSampleException if there is no image that all answer rightly
     */
    public BundleManifest write(Path file, List<MeasuredModel> models, int[] examples, float[][] logits, SigningKey key)
            throws IOException {
        Map<String, byte[]> members = new TreeMap<>();
        models.forEach(model -> members.put(model.file().path(), model.file().bytes()));
        List<GoldenSample> goldenSamples = new ArrayList<>();
        List<Measurement> measurements =
                models.stream().map(MeasuredModel::measurement).toList();
        for (int chosen : GoldenSamples.choose(dataset, examples, logits, measurements, MAX_GOLDEN_SAMPLES)) {
            String path = "golden/" + goldenSamples.size() + ".bin";
            members.put(path, dataset.pixels().get(examples[chosen]));
            goldenSamples.add(new GoldenSample(
                    path, dataset.labels().get(dataset.classOf(examples[chosen])), toList(logits[chosen])));
        }
        if (goldenSamples.isEmpty()) {
            throw new NoGoldenSampleException(examples.length);
        }
        if (driftReference != null) {
            members.put(DRIFT_REFERENCE, driftReference.toJson());
        }
        List<BundleMember> listed = new ArrayList<>();
        members.forEach((path, bytes) -> listed.add(new BundleMember(path, bytes.length, Sha256.of(bytes))));
        BundleManifest manifest = new BundleManifest(
                BundleManifest.SCHEMA,
                name,
                release,
                dataset.labels(),
                dataset.preprocessing(),
                embeddingSize,
                models.stream().map(MeasuredModel::toVariant).toList(),
                goldenSamples,
                listed,
                driftReference == null ? null : DRIFT_REFERENCE,
                provenance);
        BundleWriter.write(file, manifest, members, key);
        return manifest;
    }

    private static List<Float> toList(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
