package io.vedette.console.telemetry;

import io.vedette.console.fleet.DeviceState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Message;
import java.util.List;
import java.util.Set;

/**
 * What is to be done about some messages.
 *
 * @param batch to be stored first
 * @param told messages to be told of when it is
 * @param devices states of devices that hold when it is, more than are worth storing
 * @param due devices to be sent an acknowledgement when it is
 */
record Plan(Batch batch, List<Message> told, List<DeviceState> devices, Set<DeviceId> due) {}
