package io.vedette.console.wiring;

import io.vedette.console.artifact.ChunkSettings;
import io.vedette.console.artifact.UploadLimits;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.broker.Credentials;
import io.vedette.console.store.RetentionLimits;
import io.vedette.core.trust.VerifyingKey;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a console is to run.
 *
 * @param web where pages are served
 * @param embeddedBroker where the embedded broker listens, if there is no external one
 * @param externalBroker the broker to use in place of the embedded one, if not null
 * @param credentials for the external broker, if it asks for some
 */
public record Settings(
        Path dataDirectory,
        InetSocketAddress web,
        InetSocketAddress embeddedBroker,
        @Nullable BrokerAddress externalBroker,
        @Nullable Credentials credentials,
        RetentionLimits retention,
        List<VerifyingKey> trusted,
        ChunkSettings chunks,
        UploadLimits uploads,
        int maxDevices) {
    public Settings {
        if (maxDevices < 1) {
            throw new IllegalArgumentException("the most devices are not 1 or more: " + maxDevices);
        }
    }
}
