package io.vedette.agent.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.vedette.agent.web.AgentView.Health;

/** How the agent does, for people, load balancers and Prometheus. */
@Controller
final class HealthController {
    private final AgentView agent;

    HealthController(AgentView agent) {
        this.agent = agent;
    }

    /** 200 if all is well, 503 if something the device is there for does not work. */
    @Get("/health")
    HttpResponse<byte[]> health() {
        Health health = agent.health();
        boolean isOk = health.status().equals(Health.OK);
        return Answers.of(isOk ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, health);
    }

    @Get("/metrics")
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        return agent.metrics();
    }

    /** What there is, for a person who opens the address in a browser. */
    @Get("/")
    @Produces(MediaType.TEXT_PLAIN)
    String index() {
        return """
                Vedette agent %s

                GET  /health           how it does
                GET  /metrics          counters for Prometheus
                GET  /api/model        the model at work
                GET  /api/update       how far an update has come
                GET  /api/predictions  the latest decisions
                POST /api/classify     a picture in, its classes out:
                                       curl --data-binary @photo.jpg http://HOST:PORT/api/classify
                """
                .formatted(agent.health().device());
    }
}
