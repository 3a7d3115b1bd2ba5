package io.coral.cli.truth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An export over HTTP that the colony has begun to receive, and whose sender takes its time. */
final class HalfSentExport implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader replies;
  private final byte[] body;

  private HalfSentExport(Socket socket, BufferedReader replies, byte[] body) {
    this.socket = socket;
    this.replies = replies;
    this.body = body;
  }

  /** Returns when the colony has said that it waits for the rest. */
  static HalfSentExport begin(String otlpHttp, String json) throws IOException {
    var address = URI.create(otlpHttp);
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    var socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(60_000);
    String head =
        "POST /v1/traces HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    var replies =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    var export = new HalfSentExport(socket, replies, body);
    String interim = export.status();
    if (!interim.contains(" 100 ")) {
      throw new AssertionError("not received: " + interim);
    }
    replies.readLine(); // the end of that head
    return export;
  }

  /** Sends the rest, and returns the first line of the reply. */
  String finish() throws IOException {
    socket.getOutputStream().write(body);
    return status();
  }

  private String status() throws IOException {
    return String.valueOf(replies.readLine());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
