package io.coral.grpc.trespass;

/** Stands for the gRPC adapter. */
public interface Client {

  String ask();
}
