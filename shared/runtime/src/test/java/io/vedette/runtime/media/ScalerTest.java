package io.vedette.runtime.media;

import static io.vedette.runtime.media.TestPictures.copy;
import static io.vedette.runtime.media.TestPictures.specification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.image.Region;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScalerTest {
    /** Columns of different grey: 0, 10, 20, … */
    private static Frame ramp(int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % width * 10);
        }
        return Frame.of(width, height, ColourOrder.GREY, ByteBuffer.wrap(pixels));
    }

    private static byte[] scale(Frame frame, int width, int height, ResizeMode mode, Region region) {
        try (Scaler scaler = new Scaler(specification(width, height, ColourOrder.GREY, mode), region)) {
            Pixels pixels = scaler.newPixels();
            scaler.scale(frame, pixels);
            return copy(pixels);
        }
    }

    @Test
    void scale_regionUnscaled_cutsIt() {
        try (Frame frame = ramp(20, 10)) {
            byte[] pixels = scale(frame, 4, 2, ResizeMode.STRETCH, new Region(0.25, 0, 0.2, 0.2));

            assertThat(pixels).containsExactly(50, 60, 70, 80, 50, 60, 70, 80);
        }
    }

    @Test
    void scale_centreCrop_dropsBothSides() {
        try (Frame frame = ramp(12, 4)) {
            byte[] pixels = scale(frame, 4, 4, ResizeMode.CENTRE_CROP, Region.WHOLE);

            assertThat(Arrays.copyOf(pixels, 4)).containsExactly(40, 50, 60, 70);
        }
    }

    @Test
    void scale_letterbox_fillsAboveAndBelow() {
        try (Frame frame = ramp(8, 4)) {
            Pixels used;
            byte[] pixels;
            try (Scaler scaler =
                    new Scaler(specification(8, 8, ColourOrder.GREY, ResizeMode.LETTERBOX), Region.WHOLE)) {
                used = scaler.newPixels();
                scaler.scale(frame, used);
                pixels = copy(used);
            }

            assertThat(Arrays.copyOfRange(pixels, 0, 16)).containsOnly(114);
            assertThat(Arrays.copyOfRange(pixels, 16, 24)).containsExactly(0, 10, 20, 30, 40, 50, 60, 70);
            assertThat(Arrays.copyOfRange(pixels, 48, 64)).containsOnly(114);
        }
    }

    @Test
    void scale_letterboxOfTallFrame_fillsLeftAndRight() {
        try (Frame frame = ramp(2, 8)) {
            byte[] pixels = scale(frame, 8, 8, ResizeMode.LETTERBOX, Region.WHOLE);

            assertThat(Arrays.copyOfRange(pixels, 56, 64)).containsExactly(114, 114, 114, 0, 10, 114, 114, 114);
        }
    }

    @Test
    void scale_frameSizeChanges_isNoticed() {
        try (Scaler scaler = new Scaler(specification(4, 4, ColourOrder.GREY, ResizeMode.STRETCH), Region.WHOLE);
                Frame small = ramp(4, 4);
                Frame large = ramp(8, 8)) {
            Pixels pixels = scaler.newPixels();
            scaler.scale(large, pixels);
            scaler.scale(small, pixels);

            assertThat(Arrays.copyOf(copy(pixels), 4)).containsExactly(0, 10, 20, 30);
        }
    }

    @Test
    void scale_greyToColour_repeatsTheLevel() {
        try (Scaler scaler = Scaler.toSize(3, 1, ColourOrder.RGB);
                Frame frame = ramp(3, 1)) {
            Pixels pixels = scaler.newPixels();
            scaler.scale(frame, pixels);

            assertThat(copy(pixels)).containsExactly(0, 0, 0, 10, 10, 10, 20, 20, 20);
        }
    }

    @Test
    void scale_regionTwice_leavesTheFrameAlone() {
        try (Frame frame = ramp(20, 10)) {
            byte[] first = scale(frame, 4, 2, ResizeMode.STRETCH, new Region(0.5, 0.5, 0.5, 0.5));
            byte[] second = scale(frame, 4, 2, ResizeMode.STRETCH, new Region(0.5, 0.5, 0.5, 0.5));

            assertThat(second).isEqualTo(first);
            assertThat(frame.width()).isEqualTo(20);
        }
    }

    @Test
    void scale_closedFrame_throwsIllegalState() {
        Frame frame = ramp(4, 4);
        frame.close();
        try (Scaler scaler = Scaler.toSize(2, 2, ColourOrder.GREY)) {
            assertThatThrownBy(() -> scaler.scale(frame, scaler.newPixels())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void scale_pixelsOfOtherSize_isRefused() {
        try (Scaler scaler = Scaler.toSize(2, 2, ColourOrder.GREY);
                Frame frame = ramp(4, 4)) {
            assertThatThrownBy(() -> scaler.scale(frame, Pixels.allocate(2, 2, ColourOrder.RGB)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
