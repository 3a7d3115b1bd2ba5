package io.coral.ports;

import io.coral.domain.access.Principal;
import java.time.Duration;

/**
 * What is known of one call, and found out about it on its way, for whoever tells of it when it is
 * over. Thread-safe.
 */
public interface CallTrail {
  /** Of a call that nobody tells of. */
  CallTrail NONE =
      new CallTrail() {
        @Override
        public Principal caller() {
          return new Principal.Anyone();
        }

        @Override
        public void waited(Duration time) {}

        @Override
        public void parsed(String fingerprint) {}
      };

  /** Who asks. */
  Principal caller();

  /** The call has stood still for so long, for others or for its reader. */
  void waited(Duration time);

  /**
   * Its SQL statement was read.
   *
   * @param fingerprint the same for statements that differ in constants only
   */
  void parsed(String fingerprint);
}
