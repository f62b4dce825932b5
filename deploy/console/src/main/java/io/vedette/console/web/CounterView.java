package io.vedette.console.web;

import io.vedette.console.artifact.ChunkCounters;
import io.vedette.console.telemetry.Counters;

/**
 * What the console counts, since it started.
 *
 * @param chunks of bundles, sent to devices that asked
 * @param liveClients that listen to events now
 * @param droppedClients that could not keep up with the events
 */
public record CounterView(Counters ingest, ChunkCounters chunks, int liveClients, long droppedClients) {}
