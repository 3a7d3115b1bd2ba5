package io.coral.ports;

/** Why a call was turned away before anybody looked at what it asks. */
public enum Denial {
  /** It shows nobody's credential, or none. */
  UNAUTHENTICATED,
  /** Its caller may not do this. */
  PERMISSION_DENIED,
  /** Its caller has as many calls under way as one may have. */
  CALLS_AT_ONCE,
  /** Its caller calls more often than one may. */
  CALLS_PER_SECOND,
  /** All callers together take more than there is room for. */
  BUSY,
  /** It took too long to arrive. */
  TOO_SLOW
}
