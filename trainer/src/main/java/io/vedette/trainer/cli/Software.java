package io.vedette.trainer.cli;

import picocli.CommandLine.IVersionProvider;

/** This program's name and version. */
final class Software implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {nameAndVersion()};
    }

    /** As the jar's manifest says, or {@code vedette development} when run from classes. */
    static String nameAndVersion() {
        String version = Software.class.getPackage().getImplementationVersion();
        return "vedette " + (version == null ? "development" : version);
    }
}
