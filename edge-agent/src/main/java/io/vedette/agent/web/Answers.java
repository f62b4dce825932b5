package io.vedette.agent.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.vedette.core.json.RecordJson;

/** HTTP answers in the JSON form of the whole product. */
final class Answers {
    private Answers() {}

    /** Why a request was refused. */
    record Refusal(String error) {}

    static HttpResponse<byte[]> of(HttpStatus status, Record body) {
        return HttpResponse.<byte[]>status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(RecordJson.write(body));
    }

    static HttpResponse<byte[]> refusal(HttpStatus status, String error) {
        return of(status, new Refusal(error));
    }
}
