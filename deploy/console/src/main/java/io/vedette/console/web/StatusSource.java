package io.vedette.console.web;

import io.vedette.console.artifact.ChunkCounters;
import io.vedette.console.telemetry.Counters;

/** How the console itself does. */
public interface StatusSource {
    /** The broker's address as devices may be told it. */
    String brokerAddress();

    boolean isBrokerConnected();

    /** Whether what comes can be stored. */
    boolean isStoring();

    Counters counters();

    ChunkCounters chunkCounters();
}
