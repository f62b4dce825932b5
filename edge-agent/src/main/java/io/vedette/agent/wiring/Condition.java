package io.vedette.agent.wiring;

import io.vedette.agent.gpio.LightPattern;

/** How the agent does, as far as its status light tells. */
record Condition(boolean isFaulty, boolean isUpdating, boolean isDriftAlarm, boolean isStarting, boolean isOffline) {

    /** The pattern of what is most pressing. */
    LightPattern toPattern() {
        if (isFaulty) {
            return LightPattern.FAULT;
        }
        if (isUpdating) {
            return LightPattern.UPDATING;
        }
        if (isDriftAlarm) {
            return LightPattern.DRIFT;
        }
        if (isStarting) {
            return LightPattern.STARTING;
        }
        return isOffline ? LightPattern.OFFLINE : LightPattern.RUNNING;
    }
}
