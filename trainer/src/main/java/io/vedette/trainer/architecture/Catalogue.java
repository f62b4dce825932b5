package io.vedette.trainer.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** The families of networks by name, in the order of their years. */
public final class Catalogue {
    /** The family that fits small pictures and small devices. */
    public static final String DEFAULT = "depthwise-separable";

    private static final Map<String, DoubleFunction<Architecture>> SCALABLE = new LinkedHashMap<>();
    private static final Map<String, Architecture> FIXED = new LinkedHashMap<>();

    static {
        for (Architecture architecture : List.of(
                new LeNet5(),
                new AlexNet(),
                new Vgg(16),
                new Vgg(19),
                new GoogLeNet(),
                new ResNet8(),
                new ResNet(18),
                new ResNet(50),
                new InceptionV3(),
                new SqueezeNet(),
                new Xception(),
                new EfficientNetLite0())) {
            FIXED.put(architecture.name(), architecture);
        }
        List<DoubleFunction<Architecture>> scalable = List.of(
                DepthwiseSeparable::new,
                MobileNetV1::new,
                MobileNetV2::new,
                width -> new MobileNetV3(MobileNetV3.Size.SMALL, width),
                width -> new MobileNetV3(MobileNetV3.Size.LARGE, width));
        scalable.forEach(family -> SCALABLE.put(family.apply(1).name(), family));
    }

    private Catalogue() {}

    /** The names, those of a width multiplier first. */
    public static List<String> names() {
        return Stream.of(SCALABLE.keySet(), FIXED.keySet()).flatMap(Set::stream).toList();
    }

    /**
     * A family of networks.
     *
     * @param widthMultiplier factor on the numbers of channels; 1 for a family without one
     * @throws IllegalArgumentException when there is no such family, or none of that width
     */
    public static Architecture find(String name, double widthMultiplier) {
        DoubleFunction<Architecture> family = SCALABLE.get(name);
        if (family != null) {
            return family.apply(widthMultiplier);
        }
        Architecture fixed = FIXED.get(name);
        if (fixed == null) {
            throw new IllegalArgumentException("There is no architecture '" + name + "', only " + names());
        }
        if (widthMultiplier != 1) {
            throw new IllegalArgumentException("Architecture " + name + " has no width multiplier but "
                    + widthMultiplier + " was asked for; these have: " + SCALABLE.keySet());
        }
        return fixed;
    }
}
