package io.vedette.agent.camera;

/** Hears of a camera, mostly on its thread; must return soon. */
@FunctionalInterface
public interface CameraListener {
    /** It does otherwise than before. */
    void changed(CameraStatus status);

    /**
     * What the whole frame looks like, now and then.
     *
     * @param picture a byte of luminance a pixel, always of one size; overwritten by the next
     */
    default void seen(byte[] picture) {}
}
