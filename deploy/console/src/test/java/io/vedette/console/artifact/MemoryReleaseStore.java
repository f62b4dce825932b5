package io.vedette.console.artifact;

import java.util.ArrayList;
import java.util.List;

/** A store in memory, which can be told to fail. */
public final class MemoryReleaseStore implements ReleaseStore {
    private final List<PublishedRelease> releases = new ArrayList<>();
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
    }

    @Override
    public void delete(PublishedRelease release) {
        releases.remove(release);
    }
}
