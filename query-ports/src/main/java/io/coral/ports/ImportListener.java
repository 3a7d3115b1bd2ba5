package io.coral.ports;

/** Hears how an import goes. Called on the importing thread. */
public interface ImportListener {
  /**
   * A line or item was refused; the rest goes on.
   *
   * @param file the file's name, without its folder
   * @param line from 1; the number of the request in a protobuf file
   * @param reason what is wrong, one sentence
   */
  void refused(String file, long line, String reason);

  /**
   * Some more was read.
   *
   * @param readBytes of all files, as stored
   * @param totalBytes of all files, as stored
   */
  void progress(long readBytes, long totalBytes);
}
