package io.coral.start;

/**
 * Ends a search. Having found {@link Loggers}, the JDK looks whether anything else could give it
 * loggers, and would open one jar after the other to find that out. So there is another, beside the
 * first, which is never asked.
 */
public final class NoMoreLoggers extends Loggers {}
