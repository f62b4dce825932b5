package io.vedette.agent.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.vedette.core.json.RecordJson;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Gives the server's own refusals, such as of a body that is too long or a path that is not there, the form of all others. */
@Singleton
final class RefusalForm implements ErrorResponseProcessor<byte[]> {
    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        String reasons = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        String error = reasons.isEmpty() ? response.reason() : reasons;
        HttpRequest<?> request = context.getRequest();
        byte[] body =
                request.getMethod() == HttpMethod.HEAD ? new byte[0] : RecordJson.write(new Answers.Refusal(error));
        return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(body);
    }
}
