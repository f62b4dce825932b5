package io.vedette.trainer.data;

import java.nio.file.Path;

/** More unreadable pictures than are put up with. */
public final class TooManyBadPicturesException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final int bad;
    private final int total;
    private final double allowedShare;

    public TooManyBadPicturesException(Path folder, int bad, int total, double allowedShare) {
        super(
                "%d of %d pictures of %s cannot be read, more than the allowed share of %s; mend or remove them, or raise the share"
                        .formatted(bad, total, folder, allowedShare));
        this.folder = folder.toString();
        this.bad = bad;
        this.total = total;
        this.allowedShare = allowedShare;
    }

    public Path folder() {
        return Path.of(folder);
    }

    public int bad() {
        return bad;
    }

    public int total() {
        return total;
    }

    public double allowedShare() {
        return allowedShare;
    }
}
