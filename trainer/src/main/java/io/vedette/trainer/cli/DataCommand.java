package io.vedette.trainer.cli;

import picocli.CommandLine.Command;

/** {@code vedette data}: looks at datasets and writes them as pictures. */
@Command(
        name = "data",
        description = "Datasets.",
        mixinStandardHelpOptions = true,
        subcommands = {DataInspectCommand.class, DataExportCommand.class})
public final class DataCommand {}
