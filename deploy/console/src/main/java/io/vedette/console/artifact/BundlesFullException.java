package io.vedette.console.artifact;

import io.vedette.core.contract.Release;
import java.util.Locale;

/** A bundle has no room beside those that are published. */
public final class BundlesFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Release offered;
    private final long keptBytes;
    private final long maxBytes;

    BundlesFullException(PublishedRelease offered, int bundles, long keptBytes, long maxBytes) {
        super(String.format(
                Locale.ROOT,
                "%s %d has %s, and the %d published %s take %s of the %s that the console may keep",
                offered.release().name(),
                offered.release().number(),
                mebibytes(offered.artifact().sizeBytes()),
                bundles,
                bundles == 1 ? "bundle" : "bundles",
                mebibytes(keptBytes),
                mebibytes(maxBytes)));
        this.offered = offered.release();
        this.keptBytes = keptBytes;
        this.maxBytes = maxBytes;
    }

    public Release offered() {
        return offered;
    }

    /** What the published ones take. */
    public long keptBytes() {
        return keptBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", (double) bytes / (1 << 20));
    }
}
