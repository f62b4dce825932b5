package io.vedette.console.artifact;

import io.vedette.core.bundle.BundleDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All published releases. Any thread may look, publish and delete. */
public final class Releases {
    private static final Logger LOGGER = LoggerFactory.getLogger(Releases.class);
    private static final Comparator<PublishedRelease> BY_LINE_NEWEST_FIRST = Comparator.comparing(
                    (PublishedRelease published) -> published.release().name())
            .thenComparing(published -> published.release().number(), Comparator.reverseOrder());

    private final ReleaseStore store;
    private final ArtifactFolder folder;
    private final BundleInspection inspection;
    private final UploadLimits limits;
    private final Clock clock;
    private volatile List<PublishedRelease> published;

    public Releases(
            ReleaseStore store, ArtifactFolder folder, BundleInspection inspection, UploadLimits limits, Clock clock) {
        this.store = store;
        this.folder = folder;
        this.inspection = inspection;
        this.limits = limits;
        this.clock = clock;
        this.published = sorted(store.loadAll());
        try {
            folder.retain(published.stream()
                    .map(release -> release.artifact().digest())
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of artifacts cannot be read", e);
        }
        published.stream()
                .filter(release -> !folder.holds(release.artifact()))
                .forEach(release -> LOGGER.error(
                        "The file of {} is missing or cut short; devices cannot fetch it until the same file is published"
                                + " again",
                        release.release()));
    }

    /** Whether signatures are checked when a bundle is published. */
    public boolean isVerifying() {
        return inspection.isVerifying();
    }

    /** All, by name and then the newest first. */
    public List<PublishedRelease> all() {
        return published;
    }

    /** The release of that name and number, if it is published. */
    public Optional<PublishedRelease> find(String name, int number) {
        return published.stream().filter(release -> release.is(name, number)).findFirst();
    }

    /** The release whose file has that digest, if it is published. */
    public Optional<PublishedRelease> findArtifact(String digest) {
        return published.stream()
                .filter(release -> release.artifact().digest().equals(digest))
                .findFirst();
    }

    /** Whether a release's file is there for devices to fetch, as far as its size tells. */
    public boolean isStored(PublishedRelease release) {
        return folder.holds(release.artifact());
    }

    /**
     * Publishes a bundle. The same file again replaces the stored one, which may have been lost or damaged.
     *
     * @param sizeBytes what its sender says it has, negative if that is not known
     * @throws ArtifactTooLargeException if it is larger than devices can fetch
     * @throws io.vedette.core.bundle.BundleException if it is no bundle, or none that may be believed
     * @throws ReleaseNumberException if its number is not above those of its line
     * @throws BundlesFullException if there is no room for it beside those that are published
     * @throws SlowUploadException if it comes too slowly
     * @throws IOException if it cannot be read or stored
     */
    public Publication publish(InputStream bundle, long sizeBytes) throws IOException {
        ArtifactFolder.requireFits(sizeBytes);
        ReceivedFile received = folder.receive(new PacedInput(bundle, limits, System::nanoTime));
        try {
            Optional<Publication> again = publishAgain(received);
            if (again.isPresent()) {
                return again.get();
            }
            BundleDescription description = inspection.inspect(received.path());
            return publish(
                    received,
                    PublishedRelease.of(description, inspection.isVerifying(), received.artifact(), clock.instant()));
        } finally {
            folder.discard(received);
        }
    }

    /** Deletes a release; devices that are fetching it stop where they are. */
    public synchronized void delete(PublishedRelease release) throws IOException {
        store.delete(release);
        List<PublishedRelease> left = new ArrayList<>(published);
        left.remove(release);
        published = List.copyOf(left);
        folder.delete(release.artifact());
        LOGGER.info("Deleted {}", release.release());
    }

    /**
     * The bytes of a chunk of a published artifact.
     *
     * @throws IOException if the file is not there any more, or not as it was published
     */
    byte[] read(PublishedRelease release, int chunk) throws IOException {
        return folder.read(release.artifact(), chunk);
    }

    private synchronized Optional<Publication> publishAgain(ReceivedFile received) throws IOException {
        Optional<PublishedRelease> known = findArtifact(received.artifact().digest());
        if (known.isPresent()) {
            folder.keep(received);
        }
        return known.map(release -> new Publication(release, false));
    }

    private synchronized Publication publish(ReceivedFile received, PublishedRelease release) throws IOException {
        // Someone else may have published the same meanwhile.
        Optional<Publication> again = publishAgain(received);
        if (again.isPresent()) {
            return again.get();
        }
        requireHigher(release);
        requireRoom(release);
        folder.keep(received);
        try {
            store.insert(release);
        } catch (RuntimeException e) {
            folder.delete(release.artifact());
            throw e;
        }
        List<PublishedRelease> more = new ArrayList<>(published);
        more.add(release);
        published = sorted(more);
        LOGGER.info("Published {}", release.release());
        return new Publication(release, true);
    }

    /** A deleted release's number is not free again: a device may have run it, and takes no other of that number. */
    private void requireHigher(PublishedRelease offered) {
        store.findHighest(offered.release().name())
                .filter(highest -> offered.release().number() <= highest.number()
                        && !highest.isOf(offered.release(), offered.artifact()))
                .ifPresent(highest -> {
                    throw new ReleaseNumberException(offered.release(), highest.number());
                });
    }

    private void requireRoom(PublishedRelease offered) {
        long keptBytes = published.stream()
                .mapToLong(release -> release.artifact().sizeBytes())
                .sum();
        if (keptBytes + offered.artifact().sizeBytes() > limits.maxKeptBytes()) {
            throw new BundlesFullException(offered, published.size(), keptBytes, limits.maxKeptBytes());
        }
    }

    private static List<PublishedRelease> sorted(List<PublishedRelease> releases) {
        return releases.stream().sorted(BY_LINE_NEWEST_FIRST).toList();
    }
}
