package io.vedette.simulator.belt;

import io.vedette.runtime.media.UnreadableSourceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays one picture after the other on the belt: all of the folder in a random order, then all of them again in another. A
 * picture that cannot be read is named and passed over.
 */
final class ItemQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ItemQueue.class);

    private final BeltSpec spec;
    private final List<LabelledPicture> order;
    private final SpriteMaker sprites;
    private final Random choice;
    private final Random poses;
    private final Random gaps;
    private final int allowedUnreadable;
    private int next;
    private int unreadable;
    private double position;
    private int lastSize;

    ItemQueue(BeltSpec spec, List<LabelledPicture> pictures, Seeds seeds) {
        this.spec = spec;
        this.order = new ArrayList<>(pictures);
        this.next = order.size();
        this.sprites = new SpriteMaker(spec.itemLook().matte());
        this.choice = seeds.random("choice");
        this.poses = seeds.random("poses");
        this.gaps = seeds.random("gaps");
        this.allowedUnreadable = pictures.size() / 20;
    }

    /**
     * The next item, behind the last one by more than the region's side.
     *
     * @throws TooManyUnreadableException when more than one picture in twenty cannot be read
     */
    Item take() {
        Pose pose = Pose.random(spec.itemLook(), spec.camera(), poses);
        while (true) {
            LabelledPicture picture = choose();
            try {
                Sprite sprite = sprites.make(picture.file(), pose);
                return place(picture.label(), sprite, pose);
            } catch (UnreadableSourceException e) {
                unreadable++;
                if (unreadable > allowedUnreadable) {
                    throw new TooManyUnreadableException(unreadable, allowedUnreadable, picture.file(), e.reason());
                }
                LOG.warn("Passed over {}", e.getMessage());
                order.remove(next - 1);
                next--;
            }
        }
    }

    private LabelledPicture choose() {
        if (next == order.size()) {
            Collections.shuffle(order, choice);
            next = 0;
        }
        return order.get(next++);
    }

    private Item place(String label, Sprite sprite, Pose pose) {
        Camera camera = spec.camera();
        Motion motion = spec.motion();
        double gap = motion.minGap() + (motion.maxGap() - motion.minGap()) * gaps.nextDouble();
        position += camera.regionSide() + (lastSize + sprite.size()) / 2.0 + gap * camera.height();
        lastSize = sprite.size();
        int room = Math.max(0, (camera.regionSide() - sprite.size()) / 2);
        return new Item(label, sprite, position, Math.max(-room, Math.min(room, pose.shift())));
    }

    /** Pictures that could not be read so far. */
    int unreadable() {
        return unreadable;
    }
}
