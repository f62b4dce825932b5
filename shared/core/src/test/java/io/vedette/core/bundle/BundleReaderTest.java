package io.vedette.core.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vedette.core.bundle.BundleException.Check;
import io.vedette.core.trust.SigningKey;
import io.vedette.core.trust.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleReaderTest {
    @TempDir
    private Path folder;

    private final BundleReader reader =
            new BundleReader(new TrustedKeys(List.of(TestBundles.KEY.verifyingKey())), BundleLimits.DEFAULT);

    @Test
    void read_goodBundle_givesManifestAndMembers() {
        ModelBundle bundle = reader.read(TestBundles.good(folder));

        assertThat(bundle.manifest()).isEqualTo(TestBundles.manifest(TestBundles.members()));
        assertThat(bundle.getMember("model/onnx-int8.onnx"))
                .isEqualTo(TestBundles.members().get("model/onnx-int8.onnx"));
        assertThat(bundle.keyId()).isEqualTo(TestBundles.KEY.verifyingKey().id());
    }

    @Test
    void describe_goodBundle_saysWhatReadSays() {
        Path file = TestBundles.good(folder);
        ModelBundle bundle = reader.read(file);

        assertThat(reader.describe(file))
                .isEqualTo(new BundleDescription(bundle.manifest(), bundle.digest(), bundle.keyId()));
    }

    @Test
    void describe_keyNobodyBelieves_isRefusedUnlessUnverified() {
        Path file = TestBundles.good(folder);
        BundleReader believesNobody = new BundleReader(new TrustedKeys(List.of()), BundleLimits.DEFAULT);

        assertThat(believesNobody.describeUnverified(file)).isEqualTo(reader.describe(file));
        assertThat(catchThrowableOfType(BundleException.class, () -> believesNobody.describe(file))
                        .check())
                .isEqualTo(Check.KEY);
    }

    @Test
    void readUnverifiedModels_goodBundle_givesTheVariantsFilesAlone() {
        Path file = TestBundles.good(folder);
        BundleReader believesNobody = new BundleReader(new TrustedKeys(List.of()), BundleLimits.DEFAULT);

        Map<String, byte[]> models = believesNobody.readUnverifiedModels(file);

        assertThat(models.keySet())
                .containsExactlyInAnyOrderElementsOf(believesNobody.readUnverifiedManifest(file).variants().stream()
                        .map(Variant::path)
                        .toList());
        models.forEach((path, bytes) ->
                assertThat(bytes).isEqualTo(TestBundles.members().get(path)));
    }

    @Test
    void readUnverifiedModels_modelTamperedWith_isRefusedByMembers() {
        Map<String, byte[]> changed = TestBundles.entries();
        changed.get("model/onnx-int8.onnx")[100] ^= 1;
        Path file = TestBundles.zip(folder, changed);

        assertThat(catchThrowableOfType(BundleException.class, () -> reader.readUnverifiedModels(file))
                        .check())
                .isEqualTo(Check.MEMBERS);
    }

    @Test
    void describeUnverified_memberTamperedWithOrAddedOrMissing_isRefusedByMembers() {
        Map<String, byte[]> changed = TestBundles.entries();
        changed.get("model/onnx-int8.onnx")[100] ^= 1;
        Map<String, byte[]> more = TestBundles.entries();
        more.put("model/extra.onnx", new byte[10]);
        Map<String, byte[]> fewer = TestBundles.entries();
        fewer.remove("model/onnx-int8.onnx");

        for (Map<String, byte[]> entries : List.of(changed, more, fewer)) {
            Path file = TestBundles.zip(folder, entries);
            assertThat(catchThrowableOfType(BundleException.class, () -> reader.describeUnverified(file))
                            .check())
                    .isEqualTo(Check.MEMBERS);
        }
    }

    @Test
    void write_twice_givesTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(TestBundles.good(folder));

        assertThat(Files.readAllBytes(TestBundles.good(folder))).isEqualTo(first);
    }

    @Test
    void read_cutAtAnyOf40Places_isRefusedAsArchive() throws IOException {
        byte[] whole = Files.readAllBytes(TestBundles.good(folder));
        Path cut = folder.resolve("cut.vedette");
        for (int part = 0; part < 40; part++) {
            Files.write(cut, Arrays.copyOf(whole, whole.length * part / 40));
            assertThat(refusalOf(cut)).as("cut to " + part + "/40").isEqualTo(Check.ARCHIVE);
        }
    }

    @Test
    void read_fileThatTheDiskDoesNotGive_isNotRefusedAsABundle() throws IOException {
        Path loop = folder.resolve("loop.vedette");
        Files.createSymbolicLink(loop, loop);

        assertThatThrownBy(() -> reader.read(loop)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void read_anyByteChanged_neverGivesOtherContent() throws IOException {
        Path file = TestBundles.good(folder);
        ModelBundle good = reader.read(file);
        byte[] whole = Files.readAllBytes(file);
        Path changed = folder.resolve("changed.vedette");
        for (int position = 0; position < whole.length; position += 7) {
            byte[] bytes = whole.clone();
            bytes[position] ^= 0x55;
            Files.write(changed, bytes);
            try {
                // A byte that nobody reads, such as a time stamp in the zip, may change.
                assertThat(reader.read(changed).digest()).isEqualTo(good.digest());
            } catch (BundleException e) {
                assertThat(e.check()).isNotNull();
            }
        }
    }

    @Test
    void read_memberTamperedWith_isRefusedByMembers() {
        Map<String, byte[]> entries = TestBundles.entries();
        entries.get("model/onnx-int8.onnx")[100] ^= 1;

        assertThat(refusalOf(TestBundles.zip(folder, entries))).isEqualTo(Check.MEMBERS);
    }

    @Test
    void read_memberMissingOrTooMany_isRefusedByMembers() {
        Map<String, byte[]> fewer = TestBundles.entries();
        fewer.remove("golden/0.bin");
        assertThat(refusalOf(TestBundles.zip(folder, fewer))).isEqualTo(Check.MEMBERS);

        Map<String, byte[]> more = TestBundles.entries();
        more.put("model/extra.onnx", new byte[10]);
        assertThat(refusalOf(TestBundles.zip(folder, more))).isEqualTo(Check.MEMBERS);
    }

    @Test
    void read_manifestTamperedWith_isRefusedBySignature() {
        Map<String, byte[]> entries = TestBundles.entries();
        String manifest = new String(entries.get(BundleWriter.MANIFEST), UTF_8);
        entries.put(
                BundleWriter.MANIFEST,
                manifest.replace("\"release\" : 1", "\"release\" : 9").getBytes(UTF_8));

        assertThat(refusalOf(TestBundles.zip(folder, entries))).isEqualTo(Check.SIGNATURE);
    }

    @Test
    void read_signedByAnotherKey_isRefusedByKey() {
        Map<String, byte[]> entries = TestBundles.entries();
        entries.put(
                BundleWriter.SIGNATURE,
                SigningKey.generate().sign(entries.get(BundleWriter.MANIFEST)).toJson());

        assertThat(refusalOf(TestBundles.zip(folder, entries))).isEqualTo(Check.KEY);
    }

    @Test
    void read_signatureFileOfNonsense_isRefusedBySignature() {
        Map<String, byte[]> entries = TestBundles.entries();
        entries.put(BundleWriter.SIGNATURE, "[]".getBytes(UTF_8));

        assertThat(refusalOf(TestBundles.zip(folder, entries))).isEqualTo(Check.SIGNATURE);
    }

    @Test
    void read_signedManifestOfNewerMajor_isRefusedByManifest() {
        assertThat(refusalOf(signed("{\"schema\":\"2.0\"}"))).isEqualTo(Check.MANIFEST);
    }

    @Test
    void read_signedManifestWithoutFields_isRefusedByManifest() {
        assertThat(refusalOf(signed("{\"schema\":\"1.0\",\"name\":\"belt\"}"))).isEqualTo(Check.MANIFEST);
    }

    @Test
    void read_signedManifestOfNewerMinorWithMoreFields_isRead() {
        String manifest = new String(TestBundles.entries().get(BundleWriter.MANIFEST), UTF_8)
                .replace("\"schema\" : \"1.0\"", "\"schema\" : \"1.7\", \"novelty\" : {\"a\" : 1}");

        assertThat(reader.read(signed(manifest)).manifest().schema()).isEqualTo("1.7");
    }

    @Test
    void read_pathOutsideTheBundle_isRefusedByNames() {
        for (String name :
                List.of("../evil.onnx", "/etc/passwd", "model/../../x", "model\\x", "a b", "Model/X", "m/")) {
            Map<String, byte[]> entries = TestBundles.entries();
            entries.put(name, new byte[0]);
            assertThat(refusalOf(TestBundles.zip(folder, entries))).as(name).isEqualTo(Check.NAMES);
        }
    }

    @Test
    void read_noManifest_isRefusedByContents() {
        Map<String, byte[]> entries = TestBundles.entries();
        entries.remove(BundleWriter.MANIFEST);

        assertThat(refusalOf(TestBundles.zip(folder, entries))).isEqualTo(Check.CONTENTS);
    }

    @Test
    void read_zipBombAsManifest_isRefusedByLimits() {
        Map<String, byte[]> entries = TestBundles.entries();
        entries.put(BundleWriter.MANIFEST, new byte[200 << 20]);

        assertThat(refusalOf(TestBundles.zip(folder, entries))).isEqualTo(Check.LIMITS);
    }

    @Test
    void read_moreThanALimit_isRefusedByLimits() {
        Path file = TestBundles.good(folder);
        for (BundleLimits limits : List.of(
                new BundleLimits(1000, 1 << 20, 10, 100, 1 << 20),
                new BundleLimits(1 << 20, 4000, 10, 100, 1 << 20),
                new BundleLimits(1 << 20, 1 << 20, 3, 100, 1 << 20),
                new BundleLimits(1 << 20, 1 << 20, 10, 100, 200))) {
            BundleReader strict = new BundleReader(new TrustedKeys(List.of(TestBundles.KEY.verifyingKey())), limits);
            BundleException refused = catchThrowableOfType(BundleException.class, () -> strict.read(file));
            assertThat(refused.check()).as(limits.toString()).isEqualTo(Check.LIMITS);
        }
    }

    @Test
    void read_listedSizesBeyondTheLimits_isRefusedByLimits() {
        for (long sizeBytes : new long[] {1L << 31, (1L << 31) - 1, 1L << 32, Long.MAX_VALUE}) {
            String manifest = new String(TestBundles.entries().get(BundleWriter.MANIFEST), UTF_8)
                    .replace("\"sizeBytes\" : 784", "\"sizeBytes\" : " + sizeBytes);
            assertThat(refusalOf(signed(manifest))).as(sizeBytes + "").isEqualTo(Check.LIMITS);
        }
    }

    @Test
    void read_listedSizeIsNotTheMembers_isRefusedByMembers() {
        for (long sizeBytes : new long[] {783, 785, 70_000}) {
            String manifest = new String(TestBundles.entries().get(BundleWriter.MANIFEST), UTF_8)
                    .replace("\"sizeBytes\" : 784", "\"sizeBytes\" : " + sizeBytes);
            assertThat(refusalOf(signed(manifest))).as(sizeBytes + "").isEqualTo(Check.MEMBERS);
        }
    }

    @Test
    void read_goldenSampleOfNoLabel_isRefusedByManifest() {
        String manifest = new String(TestBundles.entries().get(BundleWriter.MANIFEST), UTF_8)
                .replace("\"label\" : \"good\"", "\"label\" : \"better\"");

        assertThat(refusalOf(signed(manifest))).isEqualTo(Check.MANIFEST);
    }

    @Test
    void read_driftReferenceThatIsNone_isRefusedByDriftReference() {
        String manifest = new String(TestBundles.entries().get(BundleWriter.MANIFEST), UTF_8)
                .replace("\"provenance\"", "\"driftReference\" : \"golden/0.bin\", \"provenance\"");

        assertThat(refusalOf(signed(manifest))).isEqualTo(Check.DRIFT_REFERENCE);
    }

    @Test
    void readUnverifiedManifest_signedByAnotherKey_isShown() {
        BundleReader stranger = new BundleReader(new TrustedKeys(List.of()), BundleLimits.DEFAULT);

        assertThat(stranger.readUnverifiedManifest(TestBundles.good(folder)).name())
                .isEqualTo("belt");
    }

    @Test
    void read_noFile_isRefusedAsArchive() {
        assertThat(refusalOf(folder.resolve("nothing.vedette"))).isEqualTo(Check.ARCHIVE);
    }

    private Path signed(String manifest) {
        Map<String, byte[]> entries = TestBundles.entries();
        byte[] bytes = manifest.getBytes(UTF_8);
        entries.put(BundleWriter.MANIFEST, bytes);
        entries.put(BundleWriter.SIGNATURE, TestBundles.KEY.sign(bytes).toJson());
        return TestBundles.zip(folder, entries);
    }

    private Check refusalOf(Path file) {
        BundleException refused = catchThrowableOfType(BundleException.class, () -> reader.read(file));
        assertThat(refused).as("refusal").isNotNull();
        return refused.check();
    }
}
