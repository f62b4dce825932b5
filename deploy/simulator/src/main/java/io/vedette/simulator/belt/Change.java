package io.vedette.simulator.belt;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is otherwise from one item on: something before the camera, or what lies on the belt. */
sealed interface Change {
    /** The number of the first item that passes under the change; the first of all is 0. */
    int fromItem();

    /** As on the command line and in the truth file, such as {@code light=0.6}. */
    String text();

    /** A change of how the camera sees the belt. */
    sealed interface OfSight extends Change {
        /** What the camera sees by, after the change. */
        Sight change(Sight before);
    }

    /** A change of what lies on the belt. */
    sealed interface OfItems extends Change {
        /**
         * Where pictures come from after the change.
         *
         * @param pictures that the belt began with
         */
        PictureSupply change(PictureSupply before, List<LabelledPicture> pictures, Random random);
    }

    /** Another exposure, or other lamps. */
    record Light(int fromItem, double factor) implements OfSight {
        public Light {
            Figures.requireRange("light", factor, 0, 4);
        }

        @Override
        public String text() {
            return "light=" + Figures.plain(factor);
        }

        @Override
        public Sight change(Sight before) {
            return before.withLight(factor);
        }
    }

    /**
     * A lens out of focus.
     *
     * @param deviation of the Gaussian that a point becomes, in heights of a frame
     */
    record Blur(int fromItem, double deviation) implements OfSight {
        public Blur {
            Figures.requireRange("blur", deviation, 0, 0.25);
        }

        @Override
        public String text() {
            return "blur=" + Figures.plain(deviation);
        }

        @Override
        public Sight change(Sight before) {
            return before.withBlur(deviation);
        }
    }

    /**
     * Dirt on the lens.
     *
     * @param opacity how much of the light the dirt keeps out, 1 for all
     */
    record Cover(int fromItem, double opacity) implements OfSight {
        public Cover {
            Figures.requireRange("cover", opacity, 0, 1);
        }

        @Override
        public String text() {
            return "cover=" + Figures.plain(opacity);
        }

        @Override
        public Sight change(Sight before) {
            return before.withCover(opacity);
        }
    }

    /**
     * A camera that was pushed: everything is seen elsewhere.
     *
     * @param right by which things appear further right, in heights of a frame
     * @param down likewise
     */
    record Moved(int fromItem, double right, double down) implements OfSight {
        public Moved {
            Figures.requireRange("move to the right", right, -0.5, 0.5);
            Figures.requireRange("move down", down, -0.5, 0.5);
        }

        @Override
        public String text() {
            return "moved=" + Figures.plain(right) + "," + Figures.plain(down);
        }

        @Override
        public Sight change(Sight before) {
            return before.withShift(right, down);
        }
    }

    /** A camera that sends the same picture over and over, or that does so no longer. */
    record Frozen(int fromItem, boolean isFrozen) implements OfSight {
        @Override
        public String text() {
            return "frozen=" + (isFrozen ? "on" : "off");
        }

        @Override
        public Sight change(Sight before) {
            return before.withFrozen(isFrozen);
        }
    }

    /**
     * The belt's first kinds of object in other shares.
     *
     * @param weights by label; a label that is not named weighs 1
     */
    record Mix(int fromItem, Map<String, Double> weights) implements OfItems {
        public Mix {
            weights = Map.copyOf(weights);
            weights.values().forEach(weight -> Figures.requireRange("weight", weight, 0, 1000));
        }

        @Override
        public String text() {
            return new TreeMap<>(weights)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + Figures.plain(entry.getValue()))
                            .collect(Collectors.joining(",", "mix=", ""));
        }

        @Override
        public PictureSupply change(PictureSupply before, List<LabelledPicture> pictures, Random random) {
            return new WeightedSupply(pictures, weights, random);
        }
    }

    /**
     * New kinds of object among those known.
     *
     * @param share of the items
     * @param folder that holds one folder of pictures per kind
     */
    record Objects(int fromItem, double share, Path folder) implements OfItems {
        public Objects {
            Figures.requireRange("share of new objects", share, 0, 1);
        }

        @Override
        public String text() {
            return String.format(Locale.ROOT, "objects=%s,%s", Figures.plain(share), folder.getFileName());
        }

        @Override
        public PictureSupply change(PictureSupply before, List<LabelledPicture> pictures, Random random) {
            return new JoinedSupply(before, new PictureDeck(PictureFolder.list(folder), random), share, random);
        }
    }
}
