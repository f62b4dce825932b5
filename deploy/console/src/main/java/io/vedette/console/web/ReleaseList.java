package io.vedette.console.web;

import java.util.List;

/**
 * All published releases, by name and then the newest first.
 *
 * @param isVerifying whether the console checks signatures when a bundle is published
 */
public record ReleaseList(List<ReleaseView> releases, boolean isVerifying) {}
