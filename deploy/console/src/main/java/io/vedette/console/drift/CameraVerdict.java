package io.vedette.console.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.console.fleet.CameraDrift;
import io.vedette.console.fleet.Condition;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.drift.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A camera's drift as one of the fleet's.
 *
 * @param condition how things stand with its device
 * @param adjustedPValue the camera's p-value adjusted for the number of cameras, where it has one
 * @param isDiscovery whether its warning or alarm stands beside so many others: it does where it has no p-value, and not where nothing is heard of the device any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CameraVerdict(
        DeviceId device,
        @Nullable String site,
        Condition condition,
        CameraDrift drift,
        @Nullable Double adjustedPValue,
        boolean isDiscovery) {

    /** The share of false ones among the discoveries that is accepted. */
    static final double FALSE_DISCOVERY_RATE = 0.05;

    static CameraVerdict of(DeviceSummary device, CameraDrift drift, @Nullable Double adjustedPValue) {
        boolean isChange = drift.verdict().compareTo(Verdict.OK) > 0;
        boolean isDiscovery = isChange
                && isHeard(device.condition())
                && (adjustedPValue == null || adjustedPValue <= FALSE_DISCOVERY_RATE);
        return new CameraVerdict(
                device.device(), device.site(), device.condition(), drift, adjustedPValue, isDiscovery);
    }

    /** Whether what a device's cameras told last is so now. */
    static boolean isHeard(Condition condition) {
        return condition == Condition.ONLINE || condition == Condition.UPDATING;
    }
}
