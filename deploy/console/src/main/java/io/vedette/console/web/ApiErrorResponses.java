package io.vedette.console.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;

/** Gives errors that the framework finds the same form as ours. */
@Singleton
@Primary
final class ApiErrorResponses implements ErrorResponseProcessor<ApiError> {
    @Override
    public MutableHttpResponse<ApiError> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpResponse<?> original = response;
        String kind = original.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String message = context.hasErrors()
                ? context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "))
                : original.reason();
        return response.body(new ApiError(kind, message)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
