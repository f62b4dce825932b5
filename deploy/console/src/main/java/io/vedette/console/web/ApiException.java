package io.vedette.console.web;

import io.micronaut.http.HttpStatus;

/** A request cannot be answered, for a reason that the client is told. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String error;

    private ApiException(HttpStatus status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    static ApiException unknownDevice(String id) {
        return new ApiException(HttpStatus.NOT_FOUND, "unknown-device", "No device named '" + id + "' has reported");
    }

    static ApiException unknownReference(String id) {
        return new ApiException(
                HttpStatus.NOT_FOUND, "unknown-reference", "No camera compares with a reference '" + id + "'");
    }

    static ApiException badParameter(String name, String value, String expectation) {
        return new ApiException(
                HttpStatus.BAD_REQUEST, "bad-parameter", name + " is '" + value + "' but should be " + expectation);
    }

    static ApiException tooManyListeners(int max) {
        return new ApiException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-listeners",
                "There are already " + max + " clients that listen to events");
    }

    HttpStatus status() {
        return status;
    }

    ApiError body() {
        return new ApiError(error, String.valueOf(getMessage()));
    }
}
