package io.vedette.console.web;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the interface. */
@Controller
@Hidden
class OpenApiController {
    private static final String RESOURCE = "/META-INF/swagger/vedette-console-1.yml";

    /** The OpenAPI description. */
    @Get(uri = "/openapi.yml", produces = "application/yaml")
    byte[] description() {
        try (InputStream resource = OpenApiController.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The build did not make " + RESOURCE);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("A resource of ours cannot be read: " + RESOURCE, e);
        }
    }
}
