package io.vedette.console.web;

import io.vedette.console.fleet.DeviceSummary;
import java.util.List;

/** All devices, by name. */
public record DeviceList(List<DeviceSummary> devices) {}
