package io.vedette.trainer.experiment;

/**
 * The file of another tool whose network a run was trained further from.
 *
 * @param name of the file
 * @param format of the file
 * @param sha256 digest of its content
 */
public record ParentFile(String name, String format, String sha256) {}
