package io.vedette.console.web;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.vedette.console.artifact.Releases;
import io.vedette.console.deployment.Deployments;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.telemetry.History;
import io.vedette.core.contract.Artifact;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The HTTP server. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "vedette-console",
                        version = "1",
                        description = "Devices that classify images, and what they say"))
public final class WebServer implements AutoCloseable {
    /** A bundle's, which goes to the disk as it comes; a little more lets the one who takes it in say what is wrong. */
    private static final long MAX_REQUEST_BYTES = (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES + (1 << 20);

    /** After which a silent connection is closed, also one on which a request has not come to its end. Events beat more often. */
    private static final Duration MAX_SILENCE = Duration.ofMinutes(2);

    /** Of any other, which is held in memory. */
    private static final long MAX_BUFFERED_BYTES = 1 << 20;

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final LiveStream live;

    private WebServer(ApplicationContext context, EmbeddedServer server, LiveStream live) {
        this.context = context;
        this.server = server;
        this.live = live;
    }

    /**
     * Starts the server.
     *
     * @param address to listen on; port 0 for any free one
     */
    public static WebServer start(
            InetSocketAddress address,
            Fleet fleet,
            History history,
            Releases releases,
            Deployments deployments,
            LiveStream live,
            StatusSource status,
            Clock clock) {
        ApplicationContext context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .bootstrapEnvironment(false)
                .environmentPropertySource(false)
                .properties(properties(address))
                .build();
        context.registerSingleton(Fleet.class, fleet);
        context.registerSingleton(History.class, history);
        context.registerSingleton(Releases.class, releases);
        context.registerSingleton(Deployments.class, deployments);
        context.registerSingleton(LiveStream.class, live);
        context.registerSingleton(StatusSource.class, status);
        context.registerSingleton(Clock.class, clock);
        try {
            context.start();
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            return new WebServer(context, server, live);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** The address of the first page. */
    public URI uri() {
        return server.getURI();
    }

    @Override
    public void close() {
        live.close();
        context.close();
    }

    private static Map<String, Object> properties(InetSocketAddress address) {
        return Map.ofEntries(
                Map.entry("micronaut.application.name", "vedette-console"),
                Map.entry("micronaut.server.host", address.getHostString()),
                // The framework's word for any free port.
                Map.entry("micronaut.server.port", address.getPort() == 0 ? -1 : address.getPort()),
                Map.entry("micronaut.server.max-request-size", MAX_REQUEST_BYTES),
                Map.entry("micronaut.server.max-request-buffer-size", MAX_BUFFERED_BYTES),
                Map.entry("micronaut.server.idle-timeout", MAX_SILENCE),
                Map.entry("micronaut.server.date-header", false),
                Map.entry("micronaut.router.static-resources.pages.paths", "classpath:public"),
                Map.entry("micronaut.router.static-resources.pages.mapping", "/**"),
                Map.entry("micronaut.router.static-resources.webjars.paths", "classpath:META-INF/resources/webjars"),
                Map.entry("micronaut.router.static-resources.webjars.mapping", "/webjars/**"));
    }
}
