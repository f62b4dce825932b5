package io.vedette.console.artifact;

/**
 * What became of what devices asked for.
 *
 * @param requests that came
 * @param malformed requests that could not be understood
 * @param unknown chunks asked for that no published release has
 * @param joined chunks asked for that waited to be sent already
 * @param sent chunks that the broker has
 * @param sentBytes of those
 * @param failed chunks that the broker was not reached for; devices ask again
 * @param unreadable chunks whose file is gone or damaged
 * @param waiting chunks to be sent
 */
public record ChunkCounters(
        long requests,
        long malformed,
        long unknown,
        long joined,
        long sent,
        long sentBytes,
        long failed,
        long unreadable,
        int waiting) {}
