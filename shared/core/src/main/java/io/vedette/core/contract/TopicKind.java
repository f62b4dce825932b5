package io.vedette.core.contract;

/** The kinds of topic under a device, with the message each carries and how it is published. All are QoS 1. */
public enum TopicKind {
    STATUS("status", true, false, false),
    BIRTH("birth", true, false, false),
    PREDICTION("prediction", false, true, true),
    CAMERA_HEALTH("health", true, true, false),
    TELEMETRY("telemetry", false, false, true),
    ERROR("error", false, false, true),
    DRIFT("drift", false, false, true),
    REPORTED_STATE("state/reported", true, false, false),
    UPDATE("update", true, false, false),
    /** Written by the console. */
    DESIRED_STATE("state/desired", true, false, false),
    /** Written by the console. */
    ACKNOWLEDGEMENT("ack", true, false, false);

    private final String suffix;
    private final boolean isRetained;
    private final boolean isOfCamera;
    private final boolean isDurable;

    TopicKind(String suffix, boolean isRetained, boolean isOfCamera, boolean isDurable) {
        this.suffix = suffix;
        this.isRetained = isRetained;
        this.isOfCamera = isOfCamera;
        this.isDurable = isDurable;
    }

    /** Whether the console writes it, and the device reads it. */
    public boolean isOfConsole() {
        return this == DESIRED_STATE || this == ACKNOWLEDGEMENT;
    }

    String suffix() {
        return suffix;
    }

    /** Whether the broker keeps the last one for those who subscribe later. */
    public boolean isRetained() {
        return isRetained;
    }

    public boolean isOfCamera() {
        return isOfCamera;
    }

    /** Whether it goes through the outbox, carries a {@link Position} and is acknowledged by the console. */
    public boolean isDurable() {
        return isDurable;
    }

    /** The filter that matches this kind's topics of every device. */
    public String filterOfAllDevices() {
        return Topic.ROOT + (isOfCamera ? "+/camera/+/" : "+/") + suffix;
    }
}
