package io.vedette.simulator.belt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the belt and what lies on it as the camera sees them. */
final class Painter {
    private final Camera camera;
    private final Seeds seeds;
    private final BeltTexture texture;
    private final Light steadyLight;
    private final Sensor sensor;
    private Sight sight = Sight.CLEAR;
    private Light light;
    private Lens lens;
    /** The frame that a frozen camera repeats. */
    private @Nullable FramePlanes held;

    Painter(Camera camera, BeltLook look, Seeds seeds) {
        this.camera = camera;
        this.seeds = seeds;
        this.texture = new BeltTexture(camera, look, seeds.random("texture"));
        this.steadyLight = new Light(camera, look.unevenLight(), seeds.random("light"));
        this.sensor = new Sensor(camera, seeds.random("noise"));
        this.light = steadyLight;
        this.lens = new Lens(camera, sight, seeds.random("dirt"));
    }

    /**
     * Draws a frame.
     *
     * @param position of the belt under the camera's middle
     * @param smear pixels by which the belt moves while the shutter is open
     */
    void draw(List<Item> items, double position, int smear, Sight current, FramePlanes target) {
        if (!current.equals(sight)) {
            see(current);
        }
        if (held != null) {
            target.copyFrom(held);
            return;
        }
        int down = sight.downPixels(camera);
        double seenPosition = position + sight.rightPixels(camera);
        target.clearColour();
        texture.draw(seenPosition, down, smear, target.luma);
        for (Item item : items) {
            int left = item.leftOnScreen(seenPosition, target.width);
            int top = target.height / 2 + item.shift() + down - item.sprite().size() / 2;
            SpriteBrush.draw(item.sprite(), left, top, smear, target);
        }
        lens.show(target);
        sensor.expose(target.luma, light);
        if (sight.isFrozen()) {
            held = new FramePlanes(target.width, target.height);
            held.copyFrom(target);
        }
    }

    private void see(Sight current) {
        light = steadyLight.seenBy(current.light(), current.rightPixels(camera), current.downPixels(camera));
        lens = new Lens(camera, current, seeds.random("dirt"));
        held = current.isFrozen() ? held : null;
        sight = current;
    }
}
