package io.vedette.console.artifact;

/**
 * What came of publishing a bundle.
 *
 * @param isNew false if the same file had been published before, so that nothing changed
 */
public record Publication(PublishedRelease release, boolean isNew) {}
