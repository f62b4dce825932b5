package io.vedette.agent.camera;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.runtime.image.PictureStatistics;
import io.vedette.runtime.media.Frame;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;

/** Looks at a small grey picture of the whole frame now and then. For the camera's thread; without garbage but for a few small objects a look. */
final class SceneWatch implements AutoCloseable {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    private final SceneOptions options;
    private final CameraListener listener;
    private final Scaler scaler = Scaler.toSize(WIDTH, HEIGHT, ColourOrder.GREY);
    private final Pixels pixels = scaler.newPixels();
    private final PictureStatistics statistics = new PictureStatistics(WIDTH, HEIGHT, ColourOrder.GREY);
    private final SceneBaseline baseline = new SceneBaseline();
    private final Stillness stillness;
    private final byte[] picture = new byte[WIDTH * HEIGHT];
    private final long everyUs;
    private SceneHealth health = SceneHealth.begin(0);
    private long nextLookUs = Long.MIN_VALUE;

    SceneWatch(SceneOptions options, CameraListener listener) {
        this.options = options;
        this.listener = listener;
        this.stillness = new Stillness(picture.length, options.frozenAfter());
        this.everyUs = options.every().toNanos() / 1000;
    }

    /**
     * Looks at the frame if it is time.
     *
     * @param sourceUs in the source's time, which never goes back
     */
    void see(Frame frame, long sourceUs) {
        if (options.isOff() || sourceUs < nextLookUs) {
            return;
        }
        boolean isFirst = nextLookUs == Long.MIN_VALUE;
        nextLookUs = sourceUs + everyUs;
        scaler.scale(frame, pixels);
        pixels.bytes().get(0, picture);
        listener.seen(picture);
        SceneView view = SceneView.of(pixels.bytes().position(0), statistics);
        SceneHealth.Finding finding = new SceneHealth.Finding(
                stillness.accept(picture, sourceUs), baseline.isBlank(view), baseline.isBlurred(view));
        health = (isFirst ? SceneHealth.begin(sourceUs) : health).next(finding, options, sourceUs);
        if (health.isGood()) {
            baseline.accept(view);
        }
    }

    SceneHealth health() {
        return health;
    }

    @Override
    public void close() {
        scaler.close();
    }
}
