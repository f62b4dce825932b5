package io.vedette.console.web;

/**
 * What a device is to run.
 *
 * @param name the line of releases
 * @param number the release's number in that line
 */
public record DesiredRequest(String name, int number) {}
