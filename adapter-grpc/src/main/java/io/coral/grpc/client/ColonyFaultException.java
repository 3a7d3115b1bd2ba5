package io.coral.grpc.client;

/** A colony met a bug of its own while answering; there is nothing the asker could do better. */
public final class ColonyFaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ColonyFaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
