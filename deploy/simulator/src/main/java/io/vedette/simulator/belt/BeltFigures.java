package io.vedette.simulator.belt;

import java.util.List;
import java.util.function.LongSupplier;
import picocli.CommandLine.Option;

/** The figures of a belt as options, each with its default. */
final class BeltFigures {
    @Option(names = "--items", description = "Items that pass.", defaultValue = "1000")
    private int items;

    @Option(
            names = "--seed",
            description = "Of every random choice: the same seed gives the same video.",
            defaultValue = "7")
    private long seed;

    @Option(
            names = "--station",
            paramLabel = "SEED",
            description =
                    "Of the place: videos with the same one show the same belt, lamps and camera, whatever passes by --seed.",
            defaultValue = "7")
    private long station;

    @Option(names = "--width", description = "Of a frame, in pixels.", defaultValue = "640")
    private int width;

    @Option(names = "--height", description = "Of a frame, in pixels.", defaultValue = "480")
    private int height;

    @Option(names = "--frames-per-second", description = "Of the video's own time.", defaultValue = "30")
    private int framesPerSecond;

    @Option(names = "--region-size", description = "Side of the square to look at.", defaultValue = "0.65")
    private double regionSize;

    @Option(names = "--exposure", description = "Part of a frame's time that smears.", defaultValue = "0.35")
    private double exposure;

    @Option(names = "--noise", description = "Of the sensor, in levels of 255.", defaultValue = "2")
    private double noise;

    @Option(names = "--transit-speed", description = "Of the belt between items.", defaultValue = "0.15")
    private double transitSpeed;

    @Option(
            names = "--inspection-speed",
            description = "Of the belt with an item in the middle.",
            defaultValue = "0.00625")
    private double inspectionSpeed;

    @Option(names = "--inspection-length", description = "Way over which the belt is slow.", defaultValue = "0.055")
    private double inspectionLength;

    @Option(
            names = "--acceleration",
            description = "Gain of speed per height of distance from the slow part.",
            defaultValue = "0.7")
    private double acceleration;

    @Option(names = "--min-gap", description = "Of empty belt, beside the region itself.", defaultValue = "0.32")
    private double minGap;

    @Option(names = "--max-gap", description = "Likewise.", defaultValue = "0.44")
    private double maxGap;

    @Option(names = "--min-size", description = "Of a picture's longer side.", defaultValue = "0.42")
    private double minSize;

    @Option(names = "--max-size", description = "Likewise.", defaultValue = "0.58")
    private double maxSize;

    @Option(names = "--rotation", description = "At most, in degrees to either side.", defaultValue = "5")
    private double rotation;

    @Option(names = "--shift", description = "At most, up or down.", defaultValue = "0.03")
    private double shift;

    @Option(names = "--brightness", description = "Variation of a picture's, 0.1 for a tenth.", defaultValue = "0.1")
    private double brightness;

    @Option(
            names = "--matte",
            description =
                    "Level of 255 below which a picture's dark surroundings are taken away; 0 keeps the rectangle.",
            defaultValue = "24")
    private int matte;

    @Option(names = "--belt-brightness", description = "In levels of 255.", defaultValue = "45")
    private double beltBrightness;

    @Option(names = "--belt-texture", description = "Of its grain, in levels of 255.", defaultValue = "2")
    private double beltTexture;

    @Option(names = "--uneven-light", description = "Fall from bright to dark, 0.3 for 30 %%.", defaultValue = "0.3")
    private double unevenLight;

    @Option(names = "--quantizer", description = "Of H.264, 12 best to 51.", defaultValue = "26")
    private int quantizer;

    @Option(names = "--keyframe-interval", description = "In frames.", defaultValue = "60")
    private int keyframeInterval;

    @Option(
            names = "--change",
            paramLabel = "ITEM:KIND=VALUE",
            converter = ChangeText.class,
            description = {
                "What is otherwise from this item on, counted from 0; what passes before stays the same. May be repeated.",
                "  light=FACTOR: of exposure or lamps.",
                "  blur=DEVIATION: of the Gaussian that a point becomes.",
                "  cover=OPACITY: of dirt on the lens, to 1.",
                "  moved=RIGHT,DOWN: of everything that the camera sees.",
                "  frozen=on or off: the same frame over and over.",
                "  mix=LABEL=WEIGHT,...: shares of the classes; one that is not named weighs 1.",
                "  objects=SHARE,FOLDER: so many of the items are of other kinds."
            })
    private List<Change> changes = List.of();

    int items() {
        return items;
    }

    /**
     * @throws IllegalArgumentException when a figure is out of its range
     */
    BeltVideo toVideo(LongSupplier nanoClock) {
        BeltSpec spec = new BeltSpec(
                items,
                seed,
                station,
                new Camera(width, height, framesPerSecond, regionSize, exposure, noise),
                new Motion(transitSpeed, inspectionSpeed, inspectionLength, acceleration, minGap, maxGap),
                new ItemLook(minSize, maxSize, rotation, shift, brightness, matte),
                new BeltLook(beltBrightness, beltTexture, unevenLight),
                changes);
        return new BeltVideo(spec, quantizer, keyframeInterval, nanoClock);
    }
}
