package io.coral.ports;

/**
 * What an intake did since it was opened.
 *
 * @param commits transactions that were committed
 * @param requests that were committed
 * @param items spans and metric points in them that were taken
 * @param refused items in them that were not taken, whatever the reason
 * @param dropped those of the refused that were one name too many
 * @param turnedAway requests that found no room
 * @param failed requests that could not be committed
 * @param cancelled requests whose sender gave up before
 */
public record IntakeCounts(
    long commits,
    long requests,
    long items,
    long refused,
    long dropped,
    long turnedAway,
    long failed,
    long cancelled) {}
