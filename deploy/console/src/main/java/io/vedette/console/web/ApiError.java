package io.vedette.console.web;

/**
 * Why a request was not answered.
 *
 * @param error a stable name of the kind
 * @param message in words
 */
public record ApiError(String error, String message) {}
