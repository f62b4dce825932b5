package io.vedette.core.drift;

/** Why a window is not as its reference. */
public enum Cause {
    /** The light, or the camera's exposure. */
    LIGHT,
    /** The lens is out of focus. */
    FOCUS,
    /** Dirt on the lens, or something before it. */
    COVER,
    /** The camera looks elsewhere. */
    MOVED,
    /** The same kinds of object in other shares. */
    CLASS_MIX,
    /** Objects that the network was not trained on. */
    NEW_OBJECT,
    /** None of the others explains it. */
    UNKNOWN
}
