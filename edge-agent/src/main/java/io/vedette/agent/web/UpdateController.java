package io.vedette.agent.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** How far an update has come, and which releases the device has. */
@Controller("/api/update")
final class UpdateController {
    private final AgentView agent;

    UpdateController(AgentView agent) {
        this.agent = agent;
    }

    /** 404 where nothing can be installed. */
    @Get
    HttpResponse<byte[]> update() {
        return agent.update()
                .map(update -> Answers.of(HttpStatus.OK, update))
                .orElseGet(() -> Answers.refusal(
                        HttpStatus.NOT_FOUND, "this agent runs the bundle that it was started with, and no other"));
    }
}
