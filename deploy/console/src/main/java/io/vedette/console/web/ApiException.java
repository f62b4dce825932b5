package io.vedette.console.web;

import io.micronaut.http.HttpStatus;
import io.vedette.console.artifact.ArtifactTooLargeException;
import io.vedette.console.artifact.BundlesFullException;
import io.vedette.console.artifact.ReleaseNumberException;
import io.vedette.console.artifact.SlowUploadException;
import io.vedette.console.deployment.RefusedDeploymentException;
import io.vedette.console.deployment.ReleaseInUseException;
import io.vedette.core.bundle.BundleException;
import io.vedette.core.contract.Release;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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

    static ApiException unknownRelease(String name, int number) {
        return new ApiException(
                HttpStatus.NOT_FOUND, "unknown-release", "No release " + number + " of '" + name + "' is published");
    }

    static ApiException nothingDesired(String id) {
        return new ApiException(
                HttpStatus.NOT_FOUND, "nothing-desired", "Nobody has said what '" + id + "' should run");
    }

    static ApiException refusedDeployment(RefusedDeploymentException cause) {
        HttpStatus status =
                switch (cause.refusal()) {
                    case UNKNOWN_RELEASE -> HttpStatus.UNPROCESSABLE_ENTITY;
                    case OTHER_LINE, RELEASE_TOO_LOW -> HttpStatus.CONFLICT;
                };
        String error = cause.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new ApiException(status, error, String.valueOf(cause.getMessage()));
    }

    static ApiException releaseTooLow(ReleaseNumberException cause) {
        return new ApiException(HttpStatus.CONFLICT, "release-too-low", String.valueOf(cause.getMessage()));
    }

    static ApiException releaseInUse(ReleaseInUseException cause) {
        return new ApiException(HttpStatus.CONFLICT, "release-in-use", String.valueOf(cause.getMessage()));
    }

    static ApiException tooLarge(ArtifactTooLargeException cause) {
        return new ApiException(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE, "request-entity-too-large", String.valueOf(cause.getMessage()));
    }

    /** @param cause says what is wrong with it */
    static ApiException badBundle(RuntimeException cause) {
        String check = cause instanceof BundleException refused
                ? " (check: " + refused.check().id() + ")"
                : "";
        return new ApiException(HttpStatus.UNPROCESSABLE_ENTITY, "bad-bundle", cause.getMessage() + check);
    }

    static ApiException tooManyUploads(int max) {
        return new ApiException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-uploads",
                "There are already " + max + " bundles on their way; try again when they are here");
    }

    /** @param spare releases that could be deleted */
    static ApiException bundlesFull(BundlesFullException cause, List<Release> spare) {
        String remedy = spare.isEmpty()
                ? "; each is one that a device should run: raise --max-bundles"
                : "; delete releases that no device should run, such as "
                        + spare.stream()
                                .map(release -> release.name() + " " + release.number())
                                .collect(Collectors.joining(", "))
                        + ", or raise --max-bundles";
        return new ApiException(HttpStatus.INSUFFICIENT_STORAGE, "bundles-full", cause.getMessage() + remedy);
    }

    static ApiException uploadTooSlow(SlowUploadException cause) {
        return new ApiException(HttpStatus.REQUEST_TIMEOUT, "upload-too-slow", String.valueOf(cause.getMessage()));
    }

    static ApiException notStored(IOException cause) {
        return new ApiException(
                HttpStatus.INSUFFICIENT_STORAGE, "not-stored", "The console cannot store it: " + cause.getMessage());
    }

    HttpStatus status() {
        return status;
    }

    ApiError body() {
        return new ApiError(error, String.valueOf(getMessage()));
    }
}
