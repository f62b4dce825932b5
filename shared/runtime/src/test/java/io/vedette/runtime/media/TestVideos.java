package io.vedette.runtime.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A short video whose every frame can be computed again. */
final class TestVideos {
    static final int WIDTH = 160;
    static final int HEIGHT = 120;
    private static final int PEAK = 255;

    private TestVideos() {}

    static void write(Path file, int frames) {
        write(file, frames, 20);
    }

    static void write(Path file, int frames, int quantizer) {
        byte[] chroma = new byte[WIDTH * HEIGHT / 4];
        Arrays.fill(chroma, (byte) 128);
        try (VideoWriter writer = VideoWriter.open(file, new VideoFormat(WIDTH, HEIGHT, 30, quantizer, 15))) {
            for (int i = 0; i < frames; i++) {
                writer.write(luma(i), chroma, chroma);
            }
            writer.finish();
        }
    }

    /** Stripes that move, from 16 to 235 as in video. */
    private static byte[] luma(int frame) {
        byte[] luma = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) Math.round(16 + grey(frame, i) * 219 / PEAK);
        }
        return luma;
    }

    private static double grey(int frame, int pixel) {
        int column = pixel % WIDTH;
        int row = pixel / WIDTH;
        double x = column + row * 0.5;
        return PEAK / 2.0 * (1 + Math.sin((x + frame * 3) * 2 * Math.PI / 40));
    }

    /** In decibels, of the grey pixels of a decoded frame. */
    static double peakSignalToNoise(int frame, byte[] pixels) {
        double sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            double difference = (pixels[i] & 0xff) - grey(frame, i);
            sum += difference * difference;
        }
        return 10 * Math.log10(PEAK * PEAK / (sum / pixels.length));
    }

    /** The video as a camera's encoder gives it: H.264 without a container. */
    static byte[] elementaryStream(Path mp4) throws IOException {
        return ElementaryStream.of(mp4);
    }
}
