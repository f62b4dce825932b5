package io.vedette.trainer.experiment;

/**
 * The run whose network another was trained further from.
 *
 * @param name of its directory
 * @param networkSha256 digest of its network's file, weights included
 * @param dataSha256 digest of the examples it learned from and was measured on
 */
public record ParentRun(String name, String networkSha256, String dataSha256) {}
