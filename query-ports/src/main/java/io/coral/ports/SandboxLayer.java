package io.coral.ports;

import static java.util.Objects.requireNonNull;

/**
 * One of the layers that keep a script inside. A system that lacks one runs scripts all the same,
 * held by the others.
 *
 * @param name what it is
 * @param inForce whether this system has it
 * @param meaning what it holds; where it is not in force, what is not held twice
 */
public record SandboxLayer(String name, boolean inForce, String meaning) {
  public SandboxLayer {
    requireNonNull(name, "name is null");
    requireNonNull(meaning, "meaning is null");
  }
}
