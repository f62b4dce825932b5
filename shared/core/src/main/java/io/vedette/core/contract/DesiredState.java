package io.vedette.core.contract;

/**
 * What a device should run.
 *
 * @param version the document's counter; a device heeds the highest it has seen
 * @param release what should run
 * @param artifact the bundle's file
 */
public record DesiredState(Header header, long version, Release release, Artifact artifact) implements Message {
    public DesiredState {
        if (version < 1) {
            throw new IllegalArgumentException("version is not 1 or higher: " + version);
        }
    }
}
