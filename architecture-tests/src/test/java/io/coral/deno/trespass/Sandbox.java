package io.coral.deno.trespass;

/** Stands for the Deno adapter. */
public interface Sandbox {

  String run();
}
