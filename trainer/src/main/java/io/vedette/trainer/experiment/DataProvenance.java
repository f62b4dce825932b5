package io.vedette.trainer.experiment;

/**
 * Which examples a network learned from and was measured on.
 *
 * @param sha256 digest of all of them
 * @param testSha256 digest of the test examples alone
 */
public record DataProvenance(
        String name, String sha256, String testSha256, int trainExamples, int validationExamples, int testExamples) {}
