package io.vedette.console.artifact;

import java.util.List;

/** Keeps what is known of published releases; what a method has done, a power cut cannot undo. */
public interface ReleaseStore {
    /** All of them. */
    List<PublishedRelease> loadAll();

    void insert(PublishedRelease release);

    void delete(PublishedRelease release);
}
