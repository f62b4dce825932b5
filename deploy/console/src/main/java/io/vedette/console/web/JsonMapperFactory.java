package io.vedette.console.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.jackson.ObjectMapperFactory;
import io.vedette.core.json.RecordJson;
import jakarta.inject.Singleton;

/** Has the framework write JSON as the rest of the product does. */
@Factory
final class JsonMapperFactory {
    @Singleton
    @Replaces(value = ObjectMapper.class, factory = ObjectMapperFactory.class)
    ObjectMapper objectMapper() {
        return RecordJson.newMapper();
    }
}
