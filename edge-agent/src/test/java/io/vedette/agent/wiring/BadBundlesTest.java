package io.vedette.agent.wiring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.agent.fixture.ForgedModel;
import io.vedette.agent.fixture.Forgery;
import io.vedette.agent.fixture.Offer;
import io.vedette.agent.fixture.RawZip;
import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.health.DeviceReadings;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.ModelRefusedException;
import io.vedette.agent.pipeline.ModelTrial;
import io.vedette.agent.update.BundleRequirements;
import io.vedette.agent.update.BundleVerification;
import io.vedette.agent.update.RefusedException;
import io.vedette.agent.update.UpdateDevice;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.UpdateReport;
import io.vedette.core.contract.UpdateReport.Step;
import io.vedette.core.trust.SigningKey;
import io.vedette.runtime.engine.EngineOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of bad bundle that a device may be sent, the check that refuses it and the reason that is shown; the table is printed. One for each
 * check is brought to a device as an update: the device tells the reason, goes on with what it ran, and installs what is desired next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadBundlesTest {
    private static final int AT_WORK = 5;
    private static final int OFFERED = 7;
    private static final int LATER = 9;
    private static final String ONNX = "model/onnx-fp32.onnx";
    private static final String ONNX_INT8 = "model/onnx-int8.onnx";
    private static final String TFLITE = "model/tflite-fp32.tflite";
    private static final int LINK = 0120777;
    private static final long MEGABYTE = 1 << 20;
    private static final ModelTrial.Budget WIDE = budget(Duration.ofSeconds(10), 512 * MEGABYTE, 2);

    private final List<String> table = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private static Path folder;

    private Path atWorkFile;
    private Model atWork;
    private Offer later;

    private static ModelTrial.Budget budget(@Nullable Duration latency, long memoryBytes, int classifiers) {
        return new ModelTrial.Budget(
                latency, UpdateConfiguration.SLOWDOWN, UpdateConfiguration.LEAST_LATENCY, memoryBytes, classifiers);
    }

    /**
     * A row of the table.
     *
     * @param telling what the reason must contain
     * @param variant that the device runs
     */
    private record Row(
            String bundle, String check, String telling, String variant, ModelTrial.Budget budget, Offer offer) {
        @Override
        public String toString() {
            return bundle;
        }
    }

    @BeforeAll
    void putAReleaseToWork() throws IOException {
        atWorkFile = Files.move(TestBundles.write(folder, AT_WORK), folder.resolve("at-work.vedette"));
        atWork = open(TestBundles.reader(TestBundles.KEY.verifyingKey()).read(atWorkFile), Model.AUTO);
        Path good = TestBundles.write(folder, LATER);
        later = Offer.of(Files.readAllBytes(good), TestBundles.release(good));
    }

    @AfterAll
    void printTable() {
        assertThat(install(later, Model.AUTO, WIDE).release().number()).isEqualTo(LATER);
        System.out.println("| bundle | refused by | reason |\n|---|---|---|");
        table.forEach(System.out::println);
        System.out.println(
                table.size() + " bad bundles, each refused; a later good one passed beside the release at work");
    }

    @ParameterizedTest
    @MethodSource({
        "filesThatAreNotWhole",
        "strangersBundles",
        "otherReleases",
        "badArchives",
        "badManifests",
        "badModels"
    })
    void install_badBundle_isRefusedAndALaterGoodOneIsNot(Row row) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> install(row.offer(), row.variant(), row.budget()));

        assertThat(refused).as("refusal").isNotNull();
        table.add("| " + row.bundle() + " | `" + refused.check() + "` | "
                + refused.reason().replace(folder.toString() + "/", "") + " |");
        assertThat(refused.check()).as(refused.reason()).isEqualTo(row.check());
        assertThat(refused.reason()).contains(row.telling()).doesNotContainPattern("\\p{Cntrl}");
        ModelBundle good = verify(later, row.variant());
        if (refused.getCause() instanceof ModelRefusedException) {
            assertThat(trial(good, row.variant(), WIDE).release().number()).isEqualTo(LATER);
        }
    }

    /** The first of each check. A size other than announced cannot come in chunks, which are written to their places only. */
    static Stream<Row> firstOfEachCheck() {
        Map<String, Row> rows = new LinkedHashMap<>();
        Stream.of(
                        filesThatAreNotWhole(),
                        strangersBundles(),
                        otherReleases(),
                        badArchives(),
                        badManifests(),
                        badModels())
                .flatMap(group -> group)
                .filter(row ->
                        row.offer().file().length == row.offer().artifact().sizeBytes())
                .forEach(row -> rows.putIfAbsent(row.check(), row));
        return rows.values().stream();
    }

    @ParameterizedTest
    @MethodSource("firstOfEachCheck")
    void update_badBundle_tellsItsReasonAndALaterGoodOneInstalls(Row row) {
        UpdateDevice device = new UpdateDevice(
                atWorkFile,
                verification(row.variant()),
                bundle -> trial(bundle, row.variant(), isLater(bundle) ? WIDE : row.budget()));
        device.start();

        device.want(1, sent(row.offer()));
        device.run(10);
        UpdateReport report = device.report();

        assertThat(report.step()).as(report.reason()).isEqualTo(Step.REFUSED);
        assertThat(report.check()).as(report.reason()).isEqualTo(row.check());
        assertThat(report.reason()).contains(toldByUpdate(row));
        assertThat(device.atWork()).isEqualTo(UpdateDevice.release(atWorkFile));
        device.want(2, later);
        device.run(100);
        assertThat(device.report().step()).as(device.report().reason()).isEqualTo(Step.COMMITTED);
        assertThat(device.atWork()).isEqualTo(later.desired());
    }

    private static boolean isLater(ModelBundle bundle) {
        return bundle.manifest().release() == LATER;
    }

    /** What was changed on its way comes in chunks that are each as announced; others would not be taken. */
    private static Offer sent(Offer offer) {
        Artifact announced = offer.artifact();
        Artifact found = TestBundles.artifact(offer.file());
        return found.equals(announced)
                ? offer
                : new Offer(
                        offer.file(),
                        new Artifact(announced.digest(), announced.sizeBytes(), found.chunks()),
                        offer.desired());
    }

    /** A number that is too low is refused before there is a bundle. */
    private static String toldByUpdate(Row row) {
        return row.check().equals("release-number") ? "above " + AT_WORK : row.telling();
    }

    @Test
    void install_everyVariantOfAGoodBundle_passes() {
        for (String variant : List.of("onnx-fp32", "onnx-int8", "tflite-fp32", "tflite-int8", Model.AUTO)) {
            assertThat(install(later, variant, budget(null, 512 * MEGABYTE, 3))
                            .release()
                            .number())
                    .isEqualTo(LATER);
        }
    }

    private Model install(Offer offer, String variant, ModelTrial.Budget budget) {
        return trial(verify(offer, variant), variant, budget);
    }

    private static ModelBundle verify(Offer offer, String variant) {
        Path file = folder.resolve("offered.vedette");
        try {
            Files.write(file, offer.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return verification(variant).verify(file, offer.artifact(), offer.desired(), AT_WORK);
    }

    private static BundleVerification verification(String variant) {
        BundleRequirements requirements =
                new BundleRequirements("belt", Set.of("empty", "Bag"), variant.equals(Model.AUTO) ? null : variant);
        return new BundleVerification(TestBundles.reader(TestBundles.KEY.verifyingKey()), requirements);
    }

    private Model trial(ModelBundle bundle, String variant, ModelTrial.Budget budget) {
        ModelTrial trial = new ModelTrial(
                verified -> open(verified, variant), budget, new DeviceReadings(Path.of("/"))::residentBytes);
        return new ReleaseTrial(trial, () -> atWork).run(bundle);
    }

    private static Model open(ModelBundle bundle, String variant) {
        return Model.open(bundle, variant, "amd64", EngineOptions.SINGLE_THREAD, System::nanoTime);
    }

    static Stream<Row> filesThatAreNotWhole() {
        List<RawZip.Entry> good = good().signed();
        byte[] whole = RawZip.of(good);
        Offer honest = offer(good);
        List<Row> rows = new ArrayList<>();
        for (RawZip.Entry entry : good) {
            rows.add(row("cut within " + entry.name(), "archive", "Not a whole zip", cut(whole, inside(whole, entry))));
        }
        rows.add(row("cut within its directory", "archive", "Not a whole zip", cut(whole, whole.length - 100)));
        rows.add(row("one byte short", "archive", "Not a whole zip", cut(whole, whole.length - 1)));
        rows.add(row("one byte of nothing", "archive", "has 1 bytes", cut(whole, 1)));
        rows.add(row("three bytes too many", "archive", "Not a whole zip", cut(whole, whole.length + 3)));
        rows.add(row(
                "shorter than announced",
                "size",
                "found one of " + (whole.length - 5000),
                new Offer(Arrays.copyOf(whole, whole.length - 5000), honest.artifact(), honest.desired())));
        rows.add(row(
                "longer than announced, as data without end would be",
                "size",
                "found one of " + (whole.length + 1_000_000),
                new Offer(Arrays.copyOf(whole, whole.length + 1_000_000), honest.artifact(), honest.desired())));
        rows.add(row(
                "changed on its way",
                "digest",
                honest.artifact().digest(),
                new Offer(flipped(whole, whole.length / 2), honest.artifact(), honest.desired())));
        return rows.stream();
    }

    static Stream<Row> strangersBundles() {
        List<RawZip.Entry> good = good().signed();
        List<Row> rows = new ArrayList<>();
        for (RawZip.Entry entry : good) {
            boolean isManifest = entry.name().equals(Forgery.MANIFEST);
            if (entry.name().equals(Forgery.SIGNATURE)) {
                continue;
            }
            // Of the manifest the upper case of one letter of a label, which leaves it as readable as it was.
            int at = isManifest ? indexOf(entry.bytes(), "Trouser") + 1 : entry.bytes().length / 2;
            rows.add(row(
                    "tampered with in " + entry.name(),
                    isManifest ? "signature" : "members",
                    isManifest ? "does not fit" : entry.name(),
                    offer(with(good, entry.name(), bytes -> flipped(bytes, at)))));
        }
        byte[] otherSignature = good().manifest(json -> json.put("release", OFFERED + 1))
                .signed()
                .get(1)
                .bytes();
        rows.add(row(
                "another manifest's signature",
                "signature",
                "does not fit",
                offer(with(good, Forgery.SIGNATURE, bytes -> otherSignature))));
        rows.add(row(
                "a signature file of nonsense",
                "signature",
                "cannot be understood",
                offer(with(good, Forgery.SIGNATURE, bytes -> new byte[] {'[', ']'}))));
        SigningKey stranger = SigningKey.generate();
        rows.add(row("signed by another key", "key", stranger.verifyingKey().id(), offer(good().signed(stranger))));
        rows.add(row("unsigned", "contents", Forgery.SIGNATURE, offer(without(good, Forgery.SIGNATURE))));
        rows.add(row("without a manifest", "contents", Forgery.MANIFEST, offer(without(good, Forgery.MANIFEST))));
        rows.add(row("without a member", "members", "golden/4.bin", offer(without(good, "golden/4.bin"))));
        rows.add(row(
                "with a member that the manifest does not list",
                "members",
                "model/extra.onnx",
                offer(and(good, new RawZip.Entry("model/extra.onnx", new byte[] {1, 2, 3})))));
        byte[] otherWeights = new byte[60_000];
        rows.add(row(
                "the weights of another release",
                "members",
                ONNX_INT8,
                offer(with(good, ONNX_INT8, bytes -> otherWeights))));
        return rows.stream();
    }

    static Stream<Row> otherReleases() {
        List<RawZip.Entry> lower = Forgery.of(folder, AT_WORK - 1).signed();
        List<RawZip.Entry> equal = Forgery.of(folder, AT_WORK)
                .manifest(json -> ((ObjectNode) json.get("provenance")).put("software", "another"))
                .signed();
        List<RawZip.Entry> good = good().signed();
        List<RawZip.Entry> other =
                good().manifest(json -> json.put("embeddingSize", 127)).signed();
        return Stream.of(
                row(
                        "of a lower release",
                        "release-number",
                        "found release " + (AT_WORK - 1),
                        Offer.of(RawZip.of(lower), released(AT_WORK - 1, lower))),
                row(
                        "of the release at work with other content",
                        "release-number",
                        "higher than " + AT_WORK,
                        Offer.of(RawZip.of(equal), released(AT_WORK, equal))),
                row(
                        "another release than the desired one",
                        "release",
                        "release " + OFFERED,
                        Offer.of(
                                RawZip.of(good),
                                new Release(
                                        "belt",
                                        OFFERED + 1,
                                        released(OFFERED, good).digest()))),
                row(
                        "the desired number with other content",
                        "release",
                        released(OFFERED, other).digest(),
                        Offer.of(RawZip.of(other), released(OFFERED, good))),
                row("of another line", "line", "'press'", good().manifest(json -> json.put("name", "press"))),
                row(
                        "without a label that the configuration names",
                        "labels",
                        "[Bag]",
                        good().manifestText(text -> text.replace("\"Bag\"", "\"Sack\""))),
                row(
                        "labels of one release with weights of another",
                        "golden-samples",
                        "do not belong together",
                        good().manifest(json -> swap((ArrayNode) json.get("labels"), 1, 3))),
                row(
                        "without the configured variant",
                        "variant",
                        "'tflite-int8'",
                        "tflite-int8",
                        good().manifest(json -> ((ArrayNode) json.get("variants")).remove(3))));
    }

    static Stream<Row> badArchives() {
        List<RawZip.Entry> good = good().signed();
        List<Row> rows = new ArrayList<>();
        for (String name :
                List.of("../evil.onnx", "/etc/cron.d/evil", "model/../../evil", "model\\evil", "Model/Évil", "a b")) {
            rows.add(row(
                    "with an entry named " + name,
                    "names",
                    name,
                    offer(and(good, new RawZip.Entry(name, new byte[9])))));
        }
        rows.add(row(
                "with an entry whose name writes into a log",
                "names",
                "x ERROR all is lost",
                offer(and(good, new RawZip.Entry("x\r\n\u001bERROR all is lost", new byte[9])))));
        rows.add(row("with a folder", "names", "model/", offer(and(good, new RawZip.Entry("model/", new byte[0])))));
        rows.add(row("with an entry twice", "names", ONNX, offer(and(good, entry(good, ONNX)))));
        rows.add(row(
                "with a link",
                "links",
                "'model/link.onnx'",
                offer(and(good, new RawZip.Entry("model/link.onnx", "/etc/shadow".getBytes(ISO_8859_1), LINK, 11)))));
        rows.add(row(
                "a member that is a link",
                "links",
                "120777",
                offer(replaced(good, new RawZip.Entry(ONNX, entry(good, ONNX).bytes(), LINK, 9)))));
        rows.add(row(
                "a bomb: 64 MB of nothing for a manifest",
                "limits",
                "unpacks to more than",
                offer(with(good, Forgery.MANIFEST, bytes -> new byte[64 << 20]))));
        rows.add(row(
                "a bomb that hides its size",
                "limits",
                "unpacks to more than",
                offer(replaced(good, new RawZip.Entry(Forgery.MANIFEST, new byte[64 << 20], 0, 10)))));
        for (int claimed : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -2, -1}) {
            RawZip.Entry model = entry(good, ONNX);
            rows.add(row(
                    "an entry of " + Integer.toUnsignedString(claimed) + " bytes, it says",
                    "limits",
                    "says that it unpacks to",
                    offer(replaced(good, new RawZip.Entry(ONNX, model.bytes(), 0, claimed)))));
        }
        List<RawZip.Entry> many = new ArrayList<>(good);
        IntStream.range(0, 300).forEach(i -> many.add(new RawZip.Entry("x/" + i, new byte[0])));
        rows.add(row("with 300 entries more", "limits", many.size() + " entries", offer(many)));
        return rows.stream();
    }

    static Stream<Row> badManifests() {
        List<Row> rows = new ArrayList<>();
        for (long size : new long[] {(1L << 31) - 1, 1L << 31, (1L << 32) - 1, 1L << 32, Long.MAX_VALUE}) {
            rows.add(row(
                    "a listed member of " + size + " bytes",
                    "limits",
                    String.valueOf(size),
                    good().manifest(json -> ((ObjectNode) json.get("members").get(0)).put("sizeBytes", size))));
        }
        rows.add(row(
                "a member longer than listed",
                "members",
                "expected 700 bytes but found more",
                good().manifest(json -> ((ObjectNode) json.get("members").get(0)).put("sizeBytes", 700))));
        rows.add(row(
                "a manifest of a newer kind", "manifest", "2.0", good().manifest(json -> json.put("schema", "2.0"))));
        rows.add(row(
                "a manifest without labels",
                "manifest",
                "BundleManifest.labels is missing",
                good().manifest(json -> json.remove("labels"))));
        rows.add(row(
                "a manifest that lists a member without its digest",
                "manifest",
                "BundleManifest.members.sha256 is missing",
                good().manifest(json -> ((ObjectNode) json.get("members").get(0)).remove("sha256"))));
        rows.add(row("a manifest that is a list", "manifest", "found ''", offer(resigned(good().signed(), "[]"))));
        rows.add(row("a manifest of noise", "manifest", "Not JSON", offer(resigned(good().signed(), "\u0000{"))));
        rows.add(row("preprocessing of an unknown kind", "manifest", "spiral", good().manifest(json -> ((ObjectNode)
                        json.get("preprocessing"))
                .put("resizeMode", "spiral"))));
        rows.add(row(
                "pictures of 2147483648 pixels a side", "manifest", "2147483648", good().manifest(json -> ((ObjectNode)
                                json.get("preprocessing"))
                        .put("width", 1L << 31))));
        rows.add(row(
                "release number 2147483648",
                "manifest",
                "2147483648",
                good().manifest(json -> json.put("release", 1L << 31))));
        rows.add(row(
                "a golden sample of another size",
                "manifest",
                "golden/2.bin",
                good().member("golden/2.bin", pixels -> Arrays.copyOf(pixels, 700))));
        rows.add(row(
                "without golden samples", "golden-samples", "no golden samples", good().manifest(json -> ((ArrayNode)
                                json.get("goldenSamples"))
                        .removeAll())));
        rows.add(row(
                "a drift reference of nonsense",
                "drift-reference",
                "cannot be understood",
                good().manifest(json -> json.put("driftReference", "golden/0.bin"))));
        return rows.stream();
    }

    static Stream<Row> badModels() {
        byte[] onnx = TestBundles.members().get(ONNX);
        return Stream.of(
                model(
                        "weights that are no numbers",
                        "non-finite",
                        "NaN",
                        ONNX,
                        file -> ForgedModel.onnxWithBias(file, Float.NaN)),
                model(
                        "weights that are no numbers",
                        "non-finite",
                        "NaN",
                        TFLITE,
                        file -> ForgedModel.tfliteWithBias(file, onnx, Float.NaN)),
                model("scales that are no numbers", "non-finite", "NaN", ONNX_INT8, ForgedModel::onnxWithoutScales),
                model(
                        "an answer without end",
                        "non-finite",
                        "Infinity",
                        ONNX,
                        file -> ForgedModel.onnxWithBias(file, Float.POSITIVE_INFINITY)),
                model(
                        "an operator that the engine lacks",
                        "operators",
                        "Relv",
                        ONNX,
                        file -> ForgedModel.onnxWithOperator(file, "", "Relv")),
                model(
                        "an operator that the engine lacks",
                        "operators",
                        "250",
                        TFLITE,
                        file -> ForgedModel.tfliteWithOperator(file, 250)),
                model(
                        "a custom operator",
                        "operators",
                        "com.example:Steal",
                        ONNX,
                        file -> ForgedModel.onnxWithOperator(file, "com.example", "Steal")),
                model("a loop", "operators", "Loop", ONNX, ForgedModel::onnxWithLoop),
                model("a loop", "operators", "WHILE", TFLITE, file -> ForgedModel.tfliteWithOperator(file, 119)),
                model(
                        "weights in another file",
                        "external-data",
                        "../../etc/passwd",
                        ONNX,
                        file -> ForgedModel.onnxWithExternalData(file, "../../etc/passwd")),
                model("noise for a model", "engine", "onnx-fp32", ONNX, file -> new byte[5000]),
                model("noise for a model", "engine", "tflite-fp32", TFLITE, file -> new byte[5000]),
                row("a picture size that is not the model's", "shapes", "14×56×1", good().manifest(json -> ((ObjectNode)
                                json.get("preprocessing"))
                        .put("width", 14)
                        .put("height", 56))),
                row(
                        "an embedding that is not the model's",
                        "shapes",
                        "127",
                        good().manifest(json -> json.put("embeddingSize", 127))),
                row(
                        "one label more than the model gives",
                        "shapes",
                        "12 labels",
                        good().manifest(BadBundlesTest::addLabel)),
                row(
                        "golden samples that disagree",
                        "golden-samples",
                        "golden/3.bin",
                        good().manifest(json ->
                                ((ArrayNode) json.get("goldenSamples").get(3).get("logits")).set(3, 25))),
                row(
                        "too slow",
                        "latency",
                        "allowed are 1.00 ms",
                        "onnx-fp32",
                        budget(Duration.ofMillis(1), 512 * MEGABYTE, 1),
                        offer(good().member(ONNX, file -> ForgedModel.onnxThatIsSlow(file, 600))
                                .signed())),
                row(
                        "too slow beside the release at work",
                        "latency",
                        "the release at work takes",
                        "onnx-fp32",
                        budget(null, 512 * MEGABYTE, 1),
                        offer(good().member(ONNX, file -> ForgedModel.onnxThatIsSlow(file, 900))
                                .signed())),
                row(
                        "more memory than allowed",
                        "memory",
                        "allowed are " + 64 * MEGABYTE,
                        "onnx-fp32",
                        budget(Duration.ofSeconds(10), 64 * MEGABYTE, 1),
                        offer(good().member(ONNX, file -> ForgedModel.onnxThatIsBig(file, 12 * MEGABYTE))
                                .signed())));
    }

    private static void addLabel(ObjectNode json) {
        ((ArrayNode) json.get("labels")).add("novelty");
        json.get("goldenSamples").forEach(sample -> ((ArrayNode) sample.get("logits")).add(-9));
    }

    private static void swap(ArrayNode list, int one, int other) {
        String text = list.get(one).asText();
        list.set(one, list.get(other));
        list.set(other, text);
    }

    private static Forgery good() {
        return Forgery.of(folder, OFFERED);
    }

    private static Release released(int number, List<RawZip.Entry> entries) {
        return Offer.release(entries, number);
    }

    private static Offer offer(List<RawZip.Entry> entries) {
        return Offer.of(entries, OFFERED);
    }

    private static Row row(String bundle, String check, String telling, Offer offer) {
        return row(bundle, check, telling, Model.AUTO, WIDE, offer);
    }

    private static Row row(String bundle, String check, String telling, Forgery forgery) {
        return row(bundle, check, telling, Model.AUTO, forgery);
    }

    private static Row row(String bundle, String check, String telling, String variant, Forgery forgery) {
        return row(bundle, check, telling, variant, WIDE, offer(forgery.signed()));
    }

    private static Row row(
            String bundle, String check, String telling, String variant, ModelTrial.Budget budget, Offer offer) {
        return new Row(bundle, check, telling, variant, budget, offer);
    }

    private static Row model(String bundle, String check, String telling, String path, UnaryOperator<byte[]> change) {
        String variant = path.substring(path.indexOf('/') + 1, path.indexOf('.'));
        return row(bundle + " (" + variant + ")", check, telling, variant, good().member(path, change));
    }

    private static Offer cut(byte[] whole, int length) {
        return Offer.of(Arrays.copyOf(whole, length), new Release("belt", OFFERED, "0".repeat(64)));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 0x20;
        return flipped;
    }

    private static int inside(byte[] zip, RawZip.Entry entry) {
        return indexOf(zip, entry.name()) + entry.name().length() + 10;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, ISO_8859_1).indexOf(text);
    }

    private static RawZip.Entry entry(List<RawZip.Entry> entries, String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<RawZip.Entry> with(List<RawZip.Entry> entries, String name, UnaryOperator<byte[]> change) {
        return replaced(
                entries,
                new RawZip.Entry(name, change.apply(entry(entries, name).bytes())));
    }

    private static List<RawZip.Entry> replaced(List<RawZip.Entry> entries, RawZip.Entry by) {
        return entries.stream()
                .map(entry -> entry.name().equals(by.name()) ? by : entry)
                .toList();
    }

    private static List<RawZip.Entry> resigned(List<RawZip.Entry> entries, String manifest) {
        byte[] json = manifest.getBytes(UTF_8);
        return with(with(entries, Forgery.MANIFEST, bytes -> json), Forgery.SIGNATURE, bytes -> TestBundles.KEY
                .sign(json)
                .toJson());
    }

    private static List<RawZip.Entry> without(List<RawZip.Entry> entries, String name) {
        return entries.stream().filter(entry -> !entry.name().equals(name)).toList();
    }

    private static List<RawZip.Entry> and(List<RawZip.Entry> entries, RawZip.Entry more) {
        return Stream.concat(entries.stream(), Stream.of(more)).toList();
    }
}
