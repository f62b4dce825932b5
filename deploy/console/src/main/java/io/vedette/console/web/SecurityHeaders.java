package io.vedette.console.web;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Has browsers load nothing from elsewhere and show the pages in no other. */
@ServerFilter("/**")
final class SecurityHeaders {
    private static final String POLICY = "default-src 'self'; img-src 'self' data:;"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
        if (!response.getHeaders().contains("Cache-Control")) {
            response.header("Cache-Control", "no-cache");
        }
    }
}
