package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeltRunTest {
    @TempDir
    private Path folder = Path.of("");

    private byte[] firstFrame(long seed, long station) throws IOException {
        BeltSpec spec = new BeltSpec(
                1,
                seed,
                station,
                new Camera(320, 240, 30, 0.65, 0.35, 2),
                new Motion(0.15, 0.00625, 0.055, 0.7, 0.32, 0.44),
                new ItemLook(0.42, 0.58, 5, 0.03, 0.1, 24),
                new BeltLook(45, 2, 0.3),
                List.of());
        BeltRun run = new BeltRun(spec, PictureFolder.list(folder));
        FramePlanes frame = new FramePlanes(320, 240);
        run.advance();
        run.draw(frame);
        return frame.luma;
    }

    @Test
    void draw_otherSeedAtTheSameStation_showsTheSamePlace() throws IOException {
        TestFolder.fill(folder, 2);

        // No item is in sight yet.
        assertThat(firstFrame(2, 5)).isEqualTo(firstFrame(1, 5));
        assertThat(firstFrame(1, 6)).isNotEqualTo(firstFrame(1, 5));
    }
}
