package io.vedette.console.deployment;

import io.vedette.console.fleet.DeviceState;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;

/** Whether a device can be told to run a release: what it would refuse anyway is refused here, where a person is told why at once. */
final class Admission {
    private Admission() {}

    /** @throws RefusedDeploymentException if the device would refuse it */
    static void require(DeviceState device, Release offered) {
        Release atWork = device.release();
        if (atWork != null && !atWork.name().equals(offered.name())) {
            throw new RefusedDeploymentException(
                    Refusal.OTHER_LINE,
                    device.device() + " runs the line '" + atWork.name() + "' and takes no release of '"
                            + offered.name() + "'");
        }
        if (offered.equals(atWork)) {
            return;
        }
        int highest = highestCommitted(device);
        if (offered.number() <= highest) {
            throw new RefusedDeploymentException(
                    Refusal.RELEASE_TOO_LOW,
                    device.device() + " has committed release " + highest + " of '" + offered.name()
                            + "' and installs only higher numbers, not " + offered.number()
                            + ". To return to older weights, export and publish them under a new number");
        }
    }

    private static int highestCommitted(DeviceState device) {
        ReportedState reported = device.reported();
        return reported == null ? 0 : reported.highestCommitted();
    }
}
