package io.vedette.simulator.belt;

import io.vedette.runtime.media.UnreadableSourceException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays one picture after the other on the belt. A picture that cannot be read is named and passed over.
 *
 * <p>How items lie does not depend on which they are, so that a change of the items leaves every place and time as it was.
 */
final class ItemQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ItemQueue.class);

    private final BeltSpec spec;
    /** By the number of the first item that comes from there. */
    private final NavigableMap<Integer, PictureSupply> supplies = new TreeMap<>();

    private final SpriteMaker sprites;
    private final Random poses;
    private final Random gaps;
    private final int allowedUnreadable;
    private int taken;
    private int unreadable;
    private double position;
    private int lastSize;

    ItemQueue(BeltSpec spec, List<LabelledPicture> pictures, Seeds seeds) {
        this.spec = spec;
        this.sprites = new SpriteMaker(spec.itemLook().matte());
        this.poses = seeds.random("poses");
        this.gaps = seeds.random("gaps");
        this.allowedUnreadable = pictures.size() / 20;
        PictureSupply supply = new PictureDeck(pictures, seeds.random("choice"));
        supplies.put(0, supply);
        Random otherChoice = seeds.random("choice after a change");
        for (Change change : spec.changes()) {
            if (change instanceof Change.OfItems other) {
                supply = other.change(supply, pictures, otherChoice);
                supplies.put(other.fromItem(), supply);
            }
        }
    }

    /**
     * The next item, behind the last one by more than the region's side.
     *
     * @throws TooManyUnreadableException when more than one picture in twenty cannot be read
     */
    Item take() {
        Pose pose = Pose.random(spec.itemLook(), spec.camera(), poses);
        PictureSupply supply = supplies.floorEntry(taken).getValue();
        while (true) {
            LabelledPicture picture = supply.take();
            try {
                Sprite sprite = sprites.make(picture.file(), pose);
                return place(picture.label(), sprite, pose);
            } catch (UnreadableSourceException e) {
                unreadable++;
                if (unreadable > allowedUnreadable) {
                    throw new TooManyUnreadableException(unreadable, allowedUnreadable, picture.file(), e.reason());
                }
                LOG.warn("Passed over {}", e.getMessage());
                supply.discardLast();
            }
        }
    }

    private Item place(String label, Sprite sprite, Pose pose) {
        Camera camera = spec.camera();
        Motion motion = spec.motion();
        double gap = motion.minGap() + (motion.maxGap() - motion.minGap()) * gaps.nextDouble();
        position += camera.regionSide() + (lastSize + sprite.size()) / 2.0 + gap * camera.height();
        lastSize = sprite.size();
        int room = Math.max(0, (camera.regionSide() - sprite.size()) / 2);
        return new Item(taken++, label, sprite, position, Math.max(-room, Math.min(room, pose.shift())));
    }

    /** Pictures that could not be read so far. */
    int unreadable() {
        return unreadable;
    }
}
