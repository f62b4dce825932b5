package io.vedette.agent.camera;

/** How fast a file is read; live sources set their own pace. */
public enum Pace {
    /** As its time stamps say. */
    SOURCE,
    /** As fast as it can be decoded. */
    FAST
}
