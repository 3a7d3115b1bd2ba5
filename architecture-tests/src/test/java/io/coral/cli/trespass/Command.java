package io.coral.cli.trespass;

/** Stands for the command line. */
public interface Command {

  String call();
}
