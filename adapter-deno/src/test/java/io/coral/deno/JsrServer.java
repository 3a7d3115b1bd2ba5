package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A registry that speaks as much of JSR as Deno asks: packages of one version, 1.0.0. */
final class JsrServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Map<String, String>> packages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private JsrServer(HttpServer server) {
    this.server = server;
  }

  static JsrServer start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var registry = new JsrServer(HttpServer.create(address, 0));
    registry.server.createContext("/", registry::answer);
    registry.server.start();
    return registry;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  void offer(String name, String file, String code) {
    packages.computeIfAbsent(name, any -> new TreeMap<>()).put(file, code);
  }

  /** The paths that were asked for. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    String body =
        packages.entrySet().stream()
            .map(each -> fileOf("/" + each.getKey() + "/", each.getValue(), path))
            .filter(each -> !each.isEmpty())
            .findFirst()
            .orElse("");
    byte[] bytes = body.getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", path.endsWith(".json") ? "application/json" : "text/typescript");
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String fileOf(String base, Map<String, String> files, String path) {
    if (path.equals(base + "meta.json")) {
      return "{\"versions\":{\"1.0.0\":{}}}";
    }
    if (path.equals(base + "1.0.0_meta.json")) {
      return files.entrySet().stream()
          .map(
              file ->
                  "\"/%s\":{\"size\":%d,\"checksum\":\"sha256-%s\"}"
                      .formatted(file.getKey(), file.getValue().length(), hash(file.getValue())))
          .collect(
              Collectors.joining(",", "{\"exports\":{\".\":\"./mod.ts\"},\"manifest\":{", "}}"));
    }
    String file =
        path.startsWith(base + "1.0.0/") ? path.substring((base + "1.0.0/").length()) : "";
    return files.getOrDefault(file, "");
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
