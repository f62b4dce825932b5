package io.vedette.console.artifact;

import java.util.List;
import java.util.Optional;

/** Keeps what is known of published releases; what a method has done, a power cut cannot undo. */
public interface ReleaseStore {
    /** All of them. */
    List<PublishedRelease> loadAll();

    void insert(PublishedRelease release);

    /** The highest release of a line that was ever inserted, if any was; deleting does not change it. */
    Optional<HighestRelease> findHighest(String name);

    void delete(PublishedRelease release);
}
