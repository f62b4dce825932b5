package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.GoldenSample;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.ModelProvenance;
import io.vedette.core.bundle.Precision;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.core.bundle.Variant;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.core.trust.SigningKey;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.runtime.engine.Engine;
import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.DevicePictures;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.drift.ReferenceMaker;
import io.vedette.trainer.drift.ReferenceOptions;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.tflite.Edges;
import io.vedette.trainer.training.Predictor;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagingTest {
    private static final PreprocessingSpec SPECIFICATION = new PreprocessingSpec(
            16,
            16,
            ColourOrder.RGB,
            ResizeMode.STRETCH,
            Interpolation.AREA,
            0,
            List.of(0.4f, 0.5f, 0.6f),
            List.of(0.2f, 0.25f, 0.3f));
    private static final SigningKey KEY = SigningKey.generate();

    private static Dataset dataset;
    private static int[] examples;
    private static float[][] reference;
    private static List<ModelFile> files;

    @TempDir
    private Path folder;

    @BeforeAll
    static void exportANetwork() {
        dataset = noise();
        examples = dataset.indices(Split.TEST);
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(3, 16, 16), 3, 5);
        try (Predictor predictor = new Predictor(graph, SPECIFICATION)) {
            reference = predictor.logits(dataset, examples, Progress.SILENT);
        }
        CalibrationPictures calibration = CalibrationPictures.choose(dataset, 60, 1);
        Preparation preparation = Preparation.of(graph, calibration, calibration.size(), 1, Progress.SILENT);
        files = new NetworkExport(preparation, Target.ANY, Edges.INT8).export(Recipe.of(CalibrationMethod.MIN_MAX));
    }

    @Test
    void measure_eachFile_staysNearTheTrainedNetwork() {
        ModelMeasurer measurer = new ModelMeasurer(dataset, examples, reference);
        assertThat(files)
                .extracting(ModelFile::id)
                .containsExactly("onnx-fp32", "onnx-int8", "tflite-fp32", "tflite-int8");
        for (ModelFile file : files) {
            double difference = measurer.measure(file, Progress.SILENT).parity().maxDifference();
            // Seen: 1e-6 in floats, 0.02 in integers, with logits of about 1.
            assertThat(difference).as(file.id()).isLessThan(file.precision() == Precision.INT8 ? 0.2 : 1e-4);
        }
    }

    @Test
    void measure_anotherNetworksReference_violatesTheTolerance() {
        float[][] other = reference.clone();
        other[0] = new float[] {9, -9, 0};
        Measurement measurement = new ModelMeasurer(dataset, examples, other).measure(files.get(0), Progress.SILENT);

        assertThat(new MeasuredModel(files.get(0), measurement).violations())
                .anyMatch(text -> text.contains("logit differs"));
    }

    @Test
    void write_measuredModels_makeABundleThatIsReadBack() throws IOException {
        Path file = folder.resolve("noise-4.vedette");
        ModelMeasurer measurer = new ModelMeasurer(dataset, examples, reference);
        List<MeasuredModel> models = new ArrayList<>();
        files.forEach(model -> models.add(new MeasuredModel(model, measurer.measure(model, Progress.SILENT))));

        new BundleAssembly(
                        "noise",
                        4,
                        dataset,
                        64,
                        new ModelProvenance(Instant.EPOCH, "vedette test", dataset.digest(), Map.of("seed", "5")))
                .write(file, models, examples, reference, KEY);

        ModelBundle bundle =
                new BundleReader(new TrustedKeys(List.of(KEY.verifyingKey())), BundleLimits.DEFAULT).read(file);
        assertThat(bundle.manifest().variants()).extracting(Variant::id).contains("onnx-int8", "tflite-int8");
        for (ModelFile model : files) {
            assertThat(bundle.getMember(model.path())).isEqualTo(model.bytes());
        }
        for (GoldenSample sample : bundle.manifest().goldenSamples()) {
            int label = dataset.labels().indexOf(sample.label());
            assertThat(sample.logits().get(label))
                    .isEqualTo(sample.logits().stream().max(Float::compare).get());
        }
        assertThat(bundle.manifest().goldenSamples()).isNotEmpty();
    }

    @Test
    void choose_whatAFileAnswersOtherwise_isNoGoldenSample() {
        Measurement measured = new ModelMeasurer(dataset, examples, reference).measure(files.get(3), Progress.SILENT);
        int surest = GoldenSamples.choose(dataset, examples, reference, List.of(measured), 1)
                .get(0);
        List<Double> margins = new ArrayList<>(measured.margins());
        margins.set(surest, -0.01);
        Measurement other = new Measurement(measured.parity(), measured.recalls(), margins, 1, 1, measured.runtime());

        List<Integer> chosen = GoldenSamples.choose(dataset, examples, reference, List.of(measured, other), 3);

        assertThat(measured.margins().get(surest)).isPositive();
        assertThat(chosen).isNotEmpty().doesNotContain(surest);
    }

    @Test
    void write_filesThatAreNeverRight_areNoBundle() {
        float[][] wrong = new float[examples.length][];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = new float[3];
            wrong[i][(dataset.classOf(examples[i]) + 1) % 3] = 1;
        }
        MeasuredModel model = new MeasuredModel(
                files.get(0), new ModelMeasurer(dataset, examples, reference).measure(files.get(0), Progress.SILENT));
        Path file = folder.resolve("noise-6.vedette");

        assertThatThrownBy(() -> new BundleAssembly(
                                "noise",
                                6,
                                dataset,
                                64,
                                new ModelProvenance(Instant.EPOCH, "vedette test", dataset.digest(), Map.of()))
                        .write(file, List.of(model), examples, wrong, KEY))
                .isInstanceOfSatisfying(NoGoldenSampleException.class, e -> assertThat(e.images())
                        .isEqualTo(63));
        assertThat(file).doesNotExist();
    }

    @Test
    void write_withADriftReference_isReadBack() throws IOException {
        Path file = folder.resolve("noise-5.vedette");
        ModelMeasurer measurer = new ModelMeasurer(dataset, examples, reference);
        MeasuredModel model = new MeasuredModel(files.get(0), measurer.measure(files.get(0), Progress.SILENT));
        DriftReference drift = driftReference();

        new BundleAssembly(
                        "noise",
                        5,
                        dataset,
                        64,
                        new ModelProvenance(Instant.EPOCH, "vedette test", dataset.digest(), Map.of()))
                .withDriftReference(drift)
                .write(file, List.of(model), examples, reference, KEY);

        ModelBundle bundle =
                new BundleReader(new TrustedKeys(List.of(KEY.verifyingKey())), BundleLimits.DEFAULT).read(file);
        assertThat(bundle.manifest().driftReference()).isEqualTo("drift/reference.json");
        assertThat(DriftReference.fromJson(bundle.getMember("drift/reference.json")))
                .isEqualTo(drift);
    }

    /** As the exported integer file makes it of more of the same noise. */
    private static DriftReference driftReference() {
        Dataset more = noise(Split.VALIDATION, 330);
        ModelFile file = files.get(3);
        try (Engine engine = file.open()) {
            return new ReferenceMaker(
                            more.labels(),
                            SPECIFICATION,
                            new ReferenceOptions(List.of(), 60, FalseAlarmBudget.DEFAULT, 1),
                            Progress.SILENT)
                    .make(engine, DevicePictures.of(more, Split.VALIDATION));
        }
    }

    @Test
    void keyFiles_written_signAndAreForTheOwnerOnly() throws IOException {
        KeyFiles.write(folder, "site", KEY);

        assertThat(KeyFiles.readSigningKey(folder.resolve("site.key"))
                        .verifyingKey()
                        .id())
                .isEqualTo(KEY.verifyingKey().id());
        assertThat(KeyFiles.readVerifyingKey(folder.resolve("site.pub")).id())
                .isEqualTo(KEY.verifyingKey().id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("site.key"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> KeyFiles.write(folder, "site", SigningKey.generate()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    /** Noise of another brightness for each class: something to have an opinion about. */
    private static Dataset noise() {
        DatasetBuilder builder = new DatasetBuilder("noise", List.of("dark", "grey", "bright"), SPECIFICATION);
        return builder.addAll(noise(Split.TRAIN, 60))
                .addAll(noise(Split.TEST, 63))
                .build();
    }

    private static Dataset noise(Split split, int count) {
        Random random = new Random(count);
        DatasetBuilder builder = new DatasetBuilder("noise", List.of("dark", "grey", "bright"), SPECIFICATION);
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[SPECIFICATION.pixelBytes()];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) (i % 3 * 85 + random.nextInt(85));
            }
            builder.add(split, i % 3, pixels, 0, "picture " + i);
        }
        return builder.build();
    }
}
