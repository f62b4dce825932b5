package io.vedette.simulator.belt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The belt in motion, frame after frame, and the record of what passed. Its steps: {@link #advance()}, {@link #draw}. */
final class BeltRun {
    private final BeltSpec spec;
    private final ItemQueue queue;
    private final Painter painter;
    private final Deque<Passage> onBelt = new ArrayDeque<>();
    private final List<Passage> passed = new ArrayList<>();
    private final Deque<Change> toCome;
    private final List<Truth.Change> changes = new ArrayList<>();
    private Sight sight = Sight.CLEAR;
    private double position;
    private double speed;
    private int taken;
    private int frame = -1;
    private final double end;

    BeltRun(BeltSpec spec, List<LabelledPicture> pictures) {
        Seeds seeds = new Seeds(spec.seed());
        Camera camera = spec.camera();
        this.spec = spec;
        this.queue = new ItemQueue(spec, pictures, seeds);
        this.painter = new Painter(camera, spec.beltLook(), new Seeds(spec.station()));
        this.toCome = new ArrayDeque<>(spec.changes());
        this.end = camera.width();
        this.speed = spec.motion().transitSpeed() * camera.height();
        // The first item comes from outside of the frame.
        this.position = -end;
    }

    /** Moves on by a frame; false when the last item is out of sight. */
    boolean advance() {
        fetchItems();
        Passage nearest = nearest();
        double distance = nearest == null ? end : nearest.item().position() - position;
        speed = spec.motion().speedAt(distance / spec.camera().height())
                * spec.camera().height();
        position += speed;
        frame++;
        forgetItems();
        if (onBelt.isEmpty() && taken == spec.items()) {
            return false;
        }
        if (nearest != null) {
            change(nearest.item().number());
        }
        for (Passage passage : onBelt) {
            passage.observe(frame, position + sight.rightPixels(spec.camera()), spec.camera());
        }
        return true;
    }

    /** Lets those changes begin that come with an item; it is the nearest from the middle of the gap before it on. */
    private void change(int item) {
        while (!toCome.isEmpty() && toCome.getFirst().fromItem() <= item) {
            Change change = toCome.removeFirst();
            changes.add(new Truth.Change(change.fromItem(), frame, change.text()));
            if (change instanceof Change.OfSight other) {
                sight = other.change(sight);
            }
        }
    }

    /** Keeps one item more on the belt than the frame can show. */
    private void fetchItems() {
        while (taken < spec.items()
                && (onBelt.isEmpty() || onBelt.getLast().item().position() < position + 2 * end)) {
            onBelt.addLast(new Passage(queue.take()));
            taken++;
        }
    }

    private void forgetItems() {
        while (!onBelt.isEmpty() && onBelt.getFirst().item().position() < position - end) {
            passed.add(onBelt.removeFirst());
        }
    }

    private @Nullable Passage nearest() {
        Passage nearest = null;
        for (Passage passage : onBelt) {
            if (nearest == null
                    || Math.abs(passage.item().position() - position)
                            < Math.abs(nearest.item().position() - position)) {
                nearest = passage;
            }
        }
        return nearest;
    }

    /** Draws the present frame. */
    void draw(FramePlanes target) {
        int smear = (int) Math.round(speed * spec.camera().exposure());
        painter.draw(onBelt.stream().map(Passage::item).toList(), position, smear, sight, target);
    }

    /** Items that have passed. */
    int itemsPassed() {
        return passed.size();
    }

    /** Pictures that could not be read so far. */
    int unreadable() {
        return queue.unreadable();
    }

    /** What passed, after the end. */
    List<Passage> passages() {
        return List.copyOf(passed);
    }

    /** What changed on the way, after the end. */
    List<Truth.Change> changes() {
        return List.copyOf(changes);
    }
}
