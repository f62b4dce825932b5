package io.vedette.console.wiring;

import picocli.CommandLine.Command;

/** The commands that look at the fleet of a console and tell its devices what to run. */
@Command(
        name = "fleet",
        description = "Looks at the fleet of a console and tells its devices what to run.",
        subcommands = {FleetListCommand.class, FleetSetCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true)
final class FleetCommand {}
