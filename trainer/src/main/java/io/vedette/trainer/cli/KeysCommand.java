package io.vedette.trainer.cli;

import io.vedette.core.trust.SigningKey;
import io.vedette.trainer.packaging.KeyFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette keys generate}: makes a pair of signing keys. */
@Command(
        name = "keys",
        description = "Signing keys.",
        mixinStandardHelpOptions = true,
        subcommands = KeysCommand.Generate.class)
public final class KeysCommand {
    /** Makes a new pair of keys. */
    @Command(
            name = "generate",
            description =
                    "Makes a pair of Ed25519 keys: NAME.key signs bundles and stays here, NAME.pub goes to the devices.",
            mixinStandardHelpOptions = true)
    public static final class Generate implements Runnable {
        @Spec
        private CommandSpec spec;

        @Option(names = "--out", defaultValue = ".", description = "Folder to write to (default: this one).")
        private Path folder;

        @Option(
                names = "--name",
                defaultValue = "vedette",
                description = "Name of the files (default: ${DEFAULT-VALUE}).")
        private String name;

        @Override
        public void run() {
            SigningKey key = SigningKey.generate();
            try {
                KeyFiles.write(folder, name, key);
            } catch (FileAlreadyExistsException e) {
                throw new ParameterException(
                        spec.commandLine(), e.getMessage() + " exists and is not overwritten; choose another --name");
            } catch (IOException e) {
                throw new CommandFailedException("Cannot write keys to " + folder + ": " + e.getMessage(), e);
            }
            spec.commandLine()
                    .getOut()
                    .println("Key " + key.verifyingKey().id() + ": " + folder.resolve(name + ".key") + " (keep it), "
                            + folder.resolve(name + ".pub") + " (for the devices)");
        }
    }
}
