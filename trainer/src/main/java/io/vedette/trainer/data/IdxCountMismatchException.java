package io.vedette.trainer.data;

import java.nio.file.Path;

/** A file of pictures and a file of labels that hold different numbers of examples. */
public final class IdxCountMismatchException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String pictures;
    private final long pictureCount;
    private final String labels;
    private final long labelCount;

    public IdxCountMismatchException(Path pictures, long pictureCount, Path labels, long labelCount) {
        super("%s holds %d pictures but %s holds %d labels".formatted(pictures, pictureCount, labels, labelCount));
        this.pictures = pictures.toString();
        this.pictureCount = pictureCount;
        this.labels = labels.toString();
        this.labelCount = labelCount;
    }

    public Path pictures() {
        return Path.of(pictures);
    }

    public long pictureCount() {
        return pictureCount;
    }

    public Path labels() {
        return Path.of(labels);
    }

    public long labelCount() {
        return labelCount;
    }
}
