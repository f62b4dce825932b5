package io.vedette.trainer.quantization;

import io.vedette.trainer.data.Progress;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Pictures whose number is known before they are made, so that a task over them can show how far it is. */
record CountedPictures(Iterable<float[]> pictures, int count) {
    CountedPictures {
        if (count < 0) {
            throw new IllegalArgumentException("Pictures cannot be fewer than none: " + count);
        }
    }

    /** A number of pictures between two bounds, but no more than there are. */
    int clamp(double wanted, int fewest, int most) {
        return (int) Math.min(count, Math.max(fewest, Math.min(most, wanted)));
    }

    /** The first of them. */
    CountedPictures first(int number) {
        return new CountedPictures(
                () -> new Iterator<>() {
                    private final Iterator<float[]> all = pictures.iterator();
                    private int given;

                    @Override
                    public boolean hasNext() {
                        return given < number && all.hasNext();
                    }

                    @Override
                    public float[] next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException("There are " + given + " pictures");
                        }
                        given++;
                        return all.next();
                    }
                },
                Math.min(count, number));
    }

    /** The result of a task that goes over them at least once; progress follows it the first time. */
    <T> T watched(String task, Progress progress, Function<Iterable<float[]>, T> work) {
        progress.begin(task, count);
        int[] seen = {0};
        try {
            return work.apply(() -> {
                Iterator<float[]> all = pictures.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public float[] next() {
                        float[] picture = all.next();
                        if (seen[0] < count) {
                            seen[0]++;
                            progress.advance(1);
                        }
                        return picture;
                    }
                };
            });
        } finally {
            progress.end();
        }
    }
}
