package io.vedette.core.bundle;

/**
 * How big a bundle may be before it is refused unread.
 *
 * @param maxFileBytes of the zip itself
 * @param maxTotalBytes of all members together, unpacked
 * @param maxMembers entries in the zip
 * @param maxRatio unpacked bytes of a member for each packed byte
 * @param maxManifestBytes of the manifest, and of its signature
 */
public record BundleLimits(long maxFileBytes, long maxTotalBytes, int maxMembers, int maxRatio, int maxManifestBytes) {
    /** Room for the largest networks of the catalogue, small enough for a device with 1 GB. */
    public static final BundleLimits DEFAULT = new BundleLimits(512L << 20, 768L << 20, 256, 200, 4 << 20);

    public BundleLimits {
        if (maxFileBytes <= 0 || maxTotalBytes <= 0 || maxMembers <= 0 || maxRatio <= 0 || maxManifestBytes <= 0) {
            throw new IllegalArgumentException("limits are not all positive");
        }
    }
}
