package io.vedette.agent.web;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URL;
import java.util.Map;

/** The HTTP server. */
public final class WebServer implements AutoCloseable {
    /** What a form adds around a picture. */
    private static final int FORM_BYTES = 64 * 1024;

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private WebServer(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param port 0 for one that is free
     */
    public static WebServer start(String host, int port, AgentView agent) {
        ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of(
                        "micronaut.application.name",
                        "vedette-agent",
                        "micronaut.server.host",
                        host,
                        "micronaut.server.port",
                        port == 0 ? -1 : port,
                        "micronaut.server.max-request-size",
                        agent.maxPictureBytes() + FORM_BYTES,
                        "micronaut.server.multipart.max-file-size",
                        agent.maxPictureBytes() + FORM_BYTES))
                .banner(false)
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .singletons(agent)
                .build();
        try {
            context.start();
            return new WebServer(context, context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException e) {
            context.close();
            throw new WebServerException(host, port, e);
        }
    }

    /** Where it listens. */
    public URL address() {
        return server.getURL();
    }

    @Override
    public void close() {
        server.stop();
        context.close();
    }
}
