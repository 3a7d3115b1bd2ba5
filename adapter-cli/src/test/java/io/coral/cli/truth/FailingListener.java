package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ImportListener;

/** The recording holds nothing invalid. */
final class FailingListener implements ImportListener {
  @Override
  public void refused(String file, long line, String reason) {
    throw new AssertionError(file + ":" + line + ": " + reason);
  }

  @Override
  public void progress(long readBytes, long totalBytes) {
    assertThat(readBytes).isBetween(0L, totalBytes);
  }
}
