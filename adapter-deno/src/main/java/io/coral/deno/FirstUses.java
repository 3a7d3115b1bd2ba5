package io.coral.deno;

import com.google.gson.stream.JsonWriter;
import java.io.Writer;
import java.net.InetAddress;

/**
 * Uses what each run uses and what takes its time but once. While a command line is read, there is
 * a processor free for that.
 */
final class FirstUses {
  private FirstUses() {}

  /** In the order in which a run needs them; also fine if a run is faster. */
  static void make() {
    var _ = InetAddress.getLoopbackAddress(); // reads the security properties
    var _ = new JsonWriter(Writer.nullWriter()); // formats what it escapes
    JailedClasses.lookUp();
    var _ = Terminal.isAttached(); // looks for a provider of consoles
  }
}
