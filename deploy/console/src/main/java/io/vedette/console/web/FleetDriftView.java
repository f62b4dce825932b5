package io.vedette.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.console.drift.FleetDrift;
import io.vedette.console.drift.MergedDrift;
import org.jspecify.annotations.Nullable;

/**
 * The drift of all cameras, and of those that share a reference as one.
 *
 * @param merged absent while no camera has compared itself with a reference
 */
public record FleetDriftView(
        FleetDrift fleet, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MergedDrift merged) {}
