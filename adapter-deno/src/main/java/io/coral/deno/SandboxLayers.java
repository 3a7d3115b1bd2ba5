package io.coral.deno;

import io.coral.deno.jail.Jail;
import io.coral.ports.SandboxLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells which layers of the sandbox this system has. */
final class SandboxLayers {
  private SandboxLayers() {}

  static List<SandboxLayer> of(Optional<Jail> jail) {
    return List.of(
        new SandboxLayer("deno permissions", true, "one address, one folder to read, nothing else"),
        layer(
            "kernel: files",
            jail.filter(Jail::holdsFiles).isPresent(),
            "no other file is opened, whatever a link leads to by then",
            "a link that is changed while a script runs is held by Deno alone (wants Landlock,"
                + " Linux 5.13)"),
        layer(
            "kernel: ports",
            jail.filter(Jail::holdsPorts).isPresent(),
            "no other TCP port is connected to",
            "TCP ports are held by Deno alone (wants Landlock, Linux 6.7)"),
        layer(
            "kernel: calls",
            jail.filter(Jail::holdsCalls).isPresent(),
            "no datagrams, no local sockets, no look into other processes",
            "sockets other than TCP are held by Deno alone (wants seccomp)"),
        layer(
            "kernel: processes",
            jail.filter(Jail::holdsProcesses).isPresent(),
            "no other program or process is started or signalled, nor what the system tells of it"
                + " read",
            "other processes are held by Deno alone (wants Linux 6.12, and ptrace_scope below 2)"),
        layer(
            "memory watch",
            Files.isReadable(Path.of("/proc/self/status")),
            "all that a script uses counts",
            "the limit counts objects, not buffers or WebAssembly memory (wants Linux)"),
        layer(
            "end with the runner",
            Spawner.isTied(),
            "a script dies with the process that runs it, however that ends",
            "a script outlives a runner that is killed with SIGKILL (wants setpriv)"));
  }

  private static SandboxLayer layer(String name, boolean inForce, String held, String notHeld) {
    return new SandboxLayer(name, inForce, inForce ? held : notHeld);
  }
}
