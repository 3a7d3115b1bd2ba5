package io.coral.ports;

import java.net.InetSocketAddress;
import java.time.Duration;

/** A server that runs until it is closed. */
public interface RunningServer extends AutoCloseable {
  /** For calls under way, where nobody says otherwise. */
  Duration SHORT_GRACE = Duration.ofSeconds(2);

  /** Where it listens, with the port that was bound. */
  InetSocketAddress address();

  /** Says from now on whether what it is for can be done, until it drains. */
  default void serving(boolean serving) {}

  /** Says that it is ending, and takes no more calls; those under way go on. */
  void drain();

  /**
   * Drains, lets calls under way finish, then ends.
   *
   * @param grace after which those that have not finished are cut off
   */
  void close(Duration grace);

  /** Lets calls under way finish for a short time, then ends. */
  @Override
  default void close() {
    close(SHORT_GRACE);
  }
}
