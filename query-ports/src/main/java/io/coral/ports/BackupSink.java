package io.coral.ports;

/** Takes the bytes of a backup. */
public interface BackupSink {
  /**
   * Takes the bytes that come next.
   *
   * @param bytes not changed afterwards
   * @return whether more are wanted
   */
  boolean take(byte[] bytes);
}
