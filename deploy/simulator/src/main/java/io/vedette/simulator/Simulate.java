package io.vedette.simulator;

import io.vedette.simulator.belt.BeltCommand;
import io.vedette.simulator.forgery.ForgeCommand;
import io.vedette.simulator.parts.PartsCommand;
import io.vedette.simulator.score.DriftScoreCommand;
import io.vedette.simulator.score.ScoreCommand;
import io.vedette.simulator.score.SwitchScoreCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette simulate}: what stands in for a camera, and for the eyes that judge what was made of it. */
@Command(
        name = "simulate",
        description = "A simulated camera.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BeltCommand.class,
            PartsCommand.class,
            ForgeCommand.class,
            ScoreCommand.class,
            DriftScoreCommand.class,
            SwitchScoreCommand.class
        })
public final class Simulate implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of the commands "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
