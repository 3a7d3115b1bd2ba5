package io.coral.ports;

import java.util.Optional;

/**
 * What an import did.
 *
 * @param requests export requests committed by this import
 * @param repeatedRequests export requests skipped, since they were committed before
 * @param spans spans folded into the summaries
 * @param points metric points folded into the summaries
 * @param ignoredPoints valid points of kinds that are not summarised, such as monotonic sums
 * @param refused lines and items that were invalid
 * @param failure why the import stopped early, if it did
 */
public record ImportReport(
    long requests,
    long repeatedRequests,
    long spans,
    long points,
    long ignoredPoints,
    long refused,
    Optional<WriteFailure> failure) {}
