package io.coral.benchmarks.measure;

/**
 * One run of a process.
 *
 * @param nanos from its start to its end
 * @param peakBytes of memory resident at one time, its children not counted; 0 where the system
 *     does not tell
 */
public record Measured(long nanos, long peakBytes) {}
