package io.coral.cli.log;

/**
 * Ends a search. Having found {@link LateLoggers}, Java looks whether anything else could give it
 * loggers, and would open one library after the other to find that out. So there is another, named
 * beside the first, which gives the same and is never asked.
 */
public final class NoMoreLoggers extends LateLoggers {}
