package io.coral.ports;

/** What became of spans and metric points that were sent. */
public enum ItemsEnd {
  /** They are committed. */
  ACCEPTED,
  /** They are not what they should be. */
  INVALID,
  /** They carry one name too many. */
  CARDINALITY,
  /** There was no room for their request. */
  OVERLOADED,
  /** Their request could not be written. */
  UNAVAILABLE,
  /** Their sender gave up before. */
  CANCELLED
}
