package io.coral.grpc.otlp;

/** A value that the field it stands in cannot hold; ends the reading of the item around it. */
final class BadJsonValueException extends Exception {
  private static final long serialVersionUID = 1;

  BadJsonValueException(String message) {
    super(message, null, false, false); // no stack: hostile files may hold millions of these
  }
}
