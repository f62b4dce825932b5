package io.vedette.console.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Release;
import org.jspecify.annotations.Nullable;

/**
 * A reference with those that compare with it now.
 *
 * @param release the reference came with, if it was told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReferenceUse(DriftReport.Reference reference, @Nullable Release release, int cameras, int devices) {}
