package io.vedette.console.wiring;

import io.vedette.console.client.ConsoleClient;
import io.vedette.console.client.ConsoleClient.Published;
import io.vedette.console.web.ReleaseView;
import io.vedette.core.contract.Artifact;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that publishes a bundle on a console, from where devices can be told to run it. */
@Command(
        name = "publish",
        description = "Publishes a bundle on a console, from where devices can be told to run it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:published, now or before",
            "1:the console refused it or was not reached",
            "2:the command cannot be understood"
        })
final class PublishCommand implements Callable<Integer> {
    private static final long MAX_BYTES = (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES;

    @Parameters(paramLabel = "BUNDLE", description = "The signed bundle.")
    @SuppressWarnings("NullAway.Init") // set by the command line
    private Path bundle;

    @Mixin
    private final ConsoleOption console = new ConsoleOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the command line
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ConsoleClient client = console.client();
        Published published;
        try (UploadProgress progress = UploadProgress.of(bundle.getFileName() + "", requireSize())) {
            published = client.publish(bundle, progress::advance);
        }
        tell(published);
        return CommandLine.ExitCode.OK;
    }

    private long requireSize() throws IOException {
        if (!Files.isRegularFile(bundle)) {
            throw new ParameterException(spec.commandLine(), "No file at " + bundle + "; expected is a signed bundle");
        }
        long sizeBytes = Files.size(bundle);
        if (sizeBytes > MAX_BYTES) {
            throw new IOException(bundle + " has " + sizeBytes + " bytes; devices can fetch at most " + MAX_BYTES);
        }
        return sizeBytes;
    }

    private void tell(Published published) {
        ReleaseView view = published.release();
        String release = view.release().name() + " " + view.release().number();
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                published.isNew()
                        ? "Published " + release + " on " + console.address()
                        : release + " was published before; its file was stored anew");
        out.printf(
                Locale.ROOT,
                "  %d labels, %d variants, %.1f MB in %d chunks%n",
                view.labels().size(),
                view.variants().size(),
                view.sizeBytes() / 1e6,
                view.chunks());
        out.println(
                view.isVerified()
                        ? "  signed by " + view.keyId() + ", which the console believes"
                        : "  says it is signed by " + view.keyId()
                                + "; the console has no keys to check that, each device will");
        out.println("Next: vedette fleet set DEVICE " + view.release().name() + ":"
                + view.release().number() + " --console " + console.address());
        out.flush();
    }
}
