package io.vedette.trainer.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What integers cost real networks on real pictures, and what they gain: {@code … QuantizationBenchmark DATA WORK [PART…]}.
 *
 * <p>DATA is the folder with networks and pictures of others, WORK one with the unpacked CIFAR folders and with networks trained here.
 */
public final class QuantizationBenchmark {
    private QuantizationBenchmark() {}

    /** One table. */
    private interface Part {
        void run(Path data, Path work, Claims claims) throws Exception;
    }

    /** Runs the named parts, or all; the exit status is 1 if a claim is not held. */
    public static void main(String[] args) throws Exception {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("resnet-8", ResNet8Part::run);
        parts.put("mobilenet-v2", MobileNetV2Part::run);
        parts.put("rescaled", RescaledPart::run);
        parts.put("speed", SpeedPart::run);
        parts.put("mobilenet-v3", MobileNetV3Part::run);
        List<String> wanted =
                args.length > 2 ? Arrays.asList(args).subList(2, args.length) : List.copyOf(parts.keySet());
        Claims claims = new Claims(System.out);
        for (String name : wanted) {
            Part part = parts.get(name);
            if (part == null) {
                System.err.println("There is no part '" + name + "', only " + parts.keySet());
                System.exit(2);
            } else {
                part.run(Path.of(args[0]), Path.of(args[1]), claims);
            }
        }
        claims.title(claims.missed().isEmpty() ? "All held." : "NOT HELD: " + claims.missed());
        System.exit(claims.missed().isEmpty() ? 0 : 1);
    }
}
