package io.vedette.console.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vedette.console.doubles.Bundles;
import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.BundleException.Check;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Artifact;
import io.vedette.core.trust.SigningKey;
import io.vedette.core.trust.VerifyingKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleasesTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path bundles;

    private final MemoryReleaseStore store = new MemoryReleaseStore();

    @Test
    void publish_bundle_isCutIntoChunksThatMakeItUpAgain() throws IOException {
        Releases releases = releases(List.of());
        byte[] bundle = Bundles.make(bundles, "belt", 3, 300_000);

        Publication publication = publish(releases, bundle);

        PublishedRelease release = publication.release();
        assertThat(publication.isNew()).isTrue();
        assertThat(release.release().name()).isEqualTo("belt");
        assertThat(release.release().number()).isEqualTo(3);
        assertThat(release.isVerified()).isFalse();
        assertThat(release.keyId()).isEqualTo(Bundles.KEY.verifyingKey().id());
        assertThat(release.artifact().digest()).isEqualTo(Sha256.of(bundle));
        assertThat(release.artifact().chunks()).hasSize(3);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        for (int chunk = 0; chunk < 3; chunk++) {
            again.writeBytes(releases.read(release, chunk));
        }
        assertThat(again.toByteArray()).isEqualTo(bundle);
        assertThat(fileNames()).containsExactly(Sha256.of(bundle) + ".vedette");
    }

    @Test
    void publish_sameFileAgain_changesNothing() throws IOException {
        Releases releases = releases(List.of());
        byte[] bundle = Bundles.make(bundles, "belt", 3, 1_000);
        Publication first = publish(releases, bundle);
        Publication second = publish(releases, bundle);

        assertThat(second.isNew()).isFalse();
        assertThat(second.release()).isEqualTo(first.release());
        assertThat(releases.all()).hasSize(1);
        assertThat(fileNames()).hasSize(1);
    }

    @Test
    void publish_sameFileAgainAfterItWasLostOrDamaged_isWholeAgain() throws IOException {
        Releases releases = releases(List.of());
        byte[] bundle = Bundles.make(bundles, "belt", 3, 1_000);
        PublishedRelease release = publish(releases, bundle).release();
        Path file = folder.resolve(release.artifact().digest() + ".vedette");

        Files.delete(file);
        assertThat(releases.isStored(release)).isFalse();
        publish(releases, bundle);
        assertThat(releases.isStored(release)).isTrue();
        assertThat(file).hasBinaryContent(bundle);

        Files.write(file, new byte[bundle.length]);
        publish(releases, bundle);
        assertThat(file).hasBinaryContent(bundle);
    }

    @Test
    void publish_numberOfADeletedRelease_isRefusedUnlessItIsTheSameFile() throws IOException {
        Releases releases = releases(List.of());
        byte[] bundle = Bundles.make(bundles, "belt", 3, 1_000);
        releases.delete(publish(releases, bundle).release());
        byte[] other = Bundles.make(bundles, "belt", 3, 2_000);

        ReleaseNumberException refusal =
                catchThrowableOfType(ReleaseNumberException.class, () -> publish(releases, other));
        assertThat(refusal.highest()).isEqualTo(3);
        assertThat(publish(releases, bundle).isNew()).isTrue();
    }

    @Test
    void publish_numberNotAboveItsLine_isRefusedAndNothingIsLeft() throws IOException {
        Releases releases = releases(List.of());
        publish(releases, Bundles.make(bundles, "belt", 3, 1_000));
        publish(releases, Bundles.make(bundles, "other", 9, 1_000));

        for (int number : new int[] {2, 3}) {
            byte[] bundle = Bundles.make(bundles, "belt", number, 2_000);
            ReleaseNumberException refusal =
                    catchThrowableOfType(ReleaseNumberException.class, () -> publish(releases, bundle));
            assertThat(refusal.offered().number()).isEqualTo(number);
            assertThat(refusal.highest()).isEqualTo(3);
        }
        assertThat(fileNames()).hasSize(2);
    }

    @Test
    void publish_signedByAStranger_isRefusedWhereThereAreKeys() throws IOException {
        byte[] forged = Bundles.make(bundles, "belt", 4, 1_000, SigningKey.generate());
        byte[] signed = Bundles.make(bundles, "belt", 5, 1_000);
        Releases releases = releases(List.of(Bundles.KEY.verifyingKey()));

        assertThat(refusalOf(releases, forged)).isEqualTo(Check.KEY);
        assertThat(publish(releases, signed).release().isVerified()).isTrue();
        assertThat(releases.isVerifying()).isTrue();
    }

    @Test
    void publish_noBundle_isRefusedWithoutNamingOurFolders() throws IOException {
        Releases releases = releases(List.of());
        BundleException refusal =
                catchThrowableOfType(BundleException.class, () -> publish(releases, new byte[70_000]));

        assertThat(refusal.check()).isEqualTo(Check.ARCHIVE);
        assertThat(refusal).hasMessageNotContaining(folder.toString());
        assertThatThrownBy(() -> publish(releases, new byte[0])).isInstanceOf(EmptyArtifactException.class);
        assertThat(fileNames()).isEmpty();
    }

    @Test
    void publish_endlessData_isCutOffAtTheLimit() throws IOException {
        Releases releases = releases(List.of());
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };

        ArtifactTooLargeException refusal =
                catchThrowableOfType(ArtifactTooLargeException.class, () -> releases.publish(endless, -1));

        assertThat(refusal.maxBytes()).isEqualTo((long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES);
        assertThat(fileNames()).isEmpty();
    }

    @Test
    void publish_senderBreaksOff_leavesNothing() throws IOException {
        Releases releases = releases(List.of());
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("Connection reset");
            }
        };

        assertThatThrownBy(() -> releases.publish(broken, -1)).isInstanceOf(IOException.class);
        assertThat(fileNames()).isEmpty();
    }

    @Test
    void publish_storeFails_leavesNoFileAndNoRelease() throws IOException {
        Releases releases = releases(List.of());
        store.fail();
        byte[] bundle = Bundles.make(bundles, "belt", 3, 1_000);

        assertThatThrownBy(() -> publish(releases, bundle)).isInstanceOf(IllegalStateException.class);
        assertThat(releases.all()).isEmpty();
        assertThat(fileNames()).isEmpty();
    }

    @Test
    void publish_noRoomBesideTheOthers_isRefusedUntilOneIsDeleted() throws IOException {
        byte[] first = Bundles.make(bundles, "belt", 3, 400_000);
        byte[] second = Bundles.make(bundles, "belt", 4, 400_000);
        long maxBytes = (long) first.length + second.length - 1;
        Releases releases = releases(List.of(), UploadLimits.DEFAULT.withMaxKeptBytes(maxBytes));
        PublishedRelease kept = publish(releases, first).release();

        BundlesFullException refusal =
                catchThrowableOfType(BundlesFullException.class, () -> publish(releases, second));
        assertThat(refusal.offered().number()).isEqualTo(4);
        assertThat(refusal.keptBytes()).isEqualTo(first.length);
        assertThat(refusal.maxBytes()).isEqualTo(maxBytes);
        assertThat(releases.all()).containsExactly(kept);
        assertThat(fileNames()).hasSize(1);
        assertThat(publish(releases, first).isNew())
                .as("the same file takes no more room")
                .isFalse();

        releases.delete(kept);
        assertThat(publish(releases, second).isNew()).isTrue();
    }

    @Test
    void open_afterAKill_deletesWhatNobodyPublishedAndKeepsTheRest() throws IOException {
        PublishedRelease kept = publish(releases(List.of()), Bundles.make(bundles, "belt", 3, 1_000))
                .release();
        Files.write(folder.resolve("half.part"), new byte[10]);
        Files.write(folder.resolve("a".repeat(64) + ".vedette"), new byte[10]);
        Files.write(folder.resolve("notes.txt"), new byte[10]);

        Releases again = releases(List.of());

        assertThat(again.all()).containsExactly(kept);
        assertThat(again.read(kept, 0)).isNotEmpty();
        assertThat(fileNames()).containsExactlyInAnyOrder(kept.artifact().digest() + ".vedette", "notes.txt");
    }

    @Test
    void read_fileWasDamaged_isRefused() throws IOException {
        Releases releases = releases(List.of());
        PublishedRelease release =
                publish(releases, Bundles.make(bundles, "belt", 3, 1_000)).release();
        Path file = folder.resolve(release.artifact().digest() + ".vedette");
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> releases.read(release, 0)).isInstanceOf(IOException.class);
    }

    @Test
    void delete_release_isGoneWithItsFile() throws IOException {
        Releases releases = releases(List.of());
        PublishedRelease release =
                publish(releases, Bundles.make(bundles, "belt", 3, 1_000)).release();
        releases.delete(release);

        assertThat(releases.all()).isEmpty();
        assertThat(store.loadAll()).isEmpty();
        assertThat(fileNames()).isEmpty();
    }

    private Releases releases(List<VerifyingKey> trusted) throws IOException {
        return releases(trusted, UploadLimits.DEFAULT);
    }

    private Releases releases(List<VerifyingKey> trusted, UploadLimits limits) throws IOException {
        return new Releases(
                store, ArtifactFolder.open(folder), new BundleInspection(trusted), limits, Clock.systemUTC());
    }

    private static Publication publish(Releases releases, byte[] bundle) throws IOException {
        return releases.publish(new ByteArrayInputStream(bundle), bundle.length);
    }

    private static Check refusalOf(Releases releases, byte[] bundle) {
        return catchThrowableOfType(BundleException.class, () -> publish(releases, bundle))
                .check();
    }

    private List<String> fileNames() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
