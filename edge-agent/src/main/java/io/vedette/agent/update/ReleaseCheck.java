package io.vedette.agent.update;

import java.util.Locale;

/** The checks that a bundle passes beyond those of {@link io.vedette.core.bundle.BundleException.Check}, which any reader makes, in their order. */
public enum ReleaseCheck {
    /** The file has the size that was announced. */
    SIZE,
    /** The file has the digest that was announced. */
    DIGEST,
    /** The bundle belongs to the line of releases that this device runs. */
    LINE,
    /** The bundle holds the release that is desired, and no other. */
    RELEASE,
    /** The release's number is higher than the highest ever committed. */
    RELEASE_NUMBER,
    /** Every label that the device's configuration names is among the bundle's. */
    LABELS,
    /** The bundle has the model file that the device is configured to run. */
    VARIANT,
    /** The bundle has golden samples to try it on, and they are what its labels say. */
    GOLDEN_SAMPLES;

    /** Its name in messages and documents: lower-case letters and dashes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
