package io.vedette.console.artifact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store in memory, which can be told to fail. */
public final class MemoryReleaseStore implements ReleaseStore {
    private final List<PublishedRelease> releases = new ArrayList<>();
    private final Map<String, HighestRelease> highest = new HashMap<>();
    private boolean isFull;

    public void fail() {
        isFull = true;
    }

    @Override
    public List<PublishedRelease> loadAll() {
        return List.copyOf(releases);
    }

    @Override
    public void insert(PublishedRelease release) {
        if (isFull) {
            throw new IllegalStateException("The disk is full");
        }
        releases.add(release);
        highest.put(
                release.release().name(),
                new HighestRelease(
                        release.release().number(), release.artifact().digest()));
    }

    @Override
    public Optional<HighestRelease> findHighest(String name) {
        return Optional.ofNullable(highest.get(name));
    }

    @Override
    public void delete(PublishedRelease release) {
        releases.remove(release);
    }
}
