package io.vedette.console.fleet;

import io.vedette.core.contract.Release;

/**
 * What a device should run.
 *
 * @param version grows each time someone says so, also of the same release
 */
record Desired(long version, Release release) {}
