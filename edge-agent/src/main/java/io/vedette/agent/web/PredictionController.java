package io.vedette.agent.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** What was seen, by which model, and whether that knows it. */
@Controller("/api")
final class PredictionController {
    private final AgentView agent;

    PredictionController(AgentView agent) {
        this.agent = agent;
    }

    @Get("/predictions")
    HttpResponse<byte[]> predictions() {
        return Answers.of(HttpStatus.OK, agent.predictions());
    }

    @Get("/drift")
    HttpResponse<byte[]> drift() {
        return Answers.of(HttpStatus.OK, agent.drift());
    }

    @Get("/model")
    HttpResponse<byte[]> model() {
        return Answers.of(HttpStatus.OK, agent.model());
    }
}
