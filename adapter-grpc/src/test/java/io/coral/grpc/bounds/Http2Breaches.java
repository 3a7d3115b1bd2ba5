package io.coral.grpc.bounds;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Frames that no client in order sends, on a connection that has begun. */
final class Http2Breaches {
  private static final int CALL = 1;
  private static final int NO_STREAM = 0;

  private final String method;

  /** What is sent, by what makes it wrong. */
  record Breach(String name, List<byte[]> frames) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @param method the full name of a method that takes an empty message
   */
  Http2Breaches(String method) {
    this.method = method;
  }

  private static Breach breach(String name, byte[]... frames) {
    return new Breach(name, List.of(frames));
  }

  private static byte[] frame(int type, int flags, int stream, String hex) {
    return Http2.frame(type, flags, stream, HexFormat.of().parseHex(hex));
  }

  private static byte[] setting(int number, int value) {
    byte[] payload = ByteBuffer.allocate(6).putShort((short) number).putInt(value).array();
    return Http2.frame(Http2.SETTINGS, 0, NO_STREAM, payload);
  }

  private static byte[] block(byte[] headers) {
    return Http2.frame(Http2.HEADERS, Http2.END_HEADERS, CALL, headers);
  }

  private byte[] call(String... more) {
    return block(Http2.callHeaders(method, more));
  }

  private static byte[] last(byte[] message) {
    return Http2.frame(Http2.DATA, Http2.END_STREAM, CALL, message);
  }

  /** Those after which nobody can tell what the bytes mean: the connection must end. */
  Stream<Breach> ofTheConnection() {
    return Stream.of(
        breach("data of no stream", frame(Http2.DATA, 0, NO_STREAM, "00")),
        breach("data of a stream that never began", frame(Http2.DATA, 0, 7, "00")),
        breach(
            "headers of no stream",
            Http2.frame(Http2.HEADERS, Http2.END_HEADERS, NO_STREAM, Http2.callHeaders(method))),
        breach("reset of no stream", frame(Http2.RST_STREAM, 0, NO_STREAM, "00000008")),
        breach("reset of a stream that never began", frame(Http2.RST_STREAM, 0, 7, "00000008")),
        breach("reset that is too short", call(), frame(Http2.RST_STREAM, 0, CALL, "0008")),
        breach(
            "window that grows by nothing", frame(Http2.WINDOW_UPDATE, 0, NO_STREAM, "00000000")),
        breach("window that grows by three bytes", frame(Http2.WINDOW_UPDATE, 0, 0, "000001")),
        breach("settings of a stream", frame(Http2.SETTINGS, 0, CALL, "")),
        breach("settings that are cut short", frame(Http2.SETTINGS, 0, NO_STREAM, "0003000000")),
        breach("answer to settings that sets some", frame(Http2.SETTINGS, 1, 0, "000300000064")),
        breach("setting of a window too large", setting(4, Integer.MIN_VALUE)),
        breach("setting of frames too small", setting(5, 1)),
        breach("setting of a promise that is neither", setting(2, 2)),
        breach("ping of seven bytes", frame(Http2.PING, 0, NO_STREAM, "00000000000000")),
        breach("ping of a stream", frame(Http2.PING, 0, CALL, "0000000000000000")),
        breach("goodbye of a stream", frame(Http2.GOAWAY, 0, CALL, "0000000000000000")),
        breach("goodbye that is cut short", frame(Http2.GOAWAY, 0, NO_STREAM, "00000000")),
        breach("promise by a client", frame(Http2.PUSH_PROMISE, Http2.END_HEADERS, 1, "00000002")),
        breach("continuation of nothing", frame(Http2.CONTINUATION, Http2.END_HEADERS, 1, "")),
        breach(
            "data amid headers",
            Http2.frame(Http2.HEADERS, 0, CALL, Http2.callHeaders(method)),
            last(Http2.emptyMessage())),
        breach("data with more padding than data", call(), frame(Http2.DATA, 8, CALL, "ff00")),
        breach(
            "headers with more padding than headers",
            frame(Http2.HEADERS, Http2.END_HEADERS | Http2.PADDED, CALL, "ff82")),
        breach("header that nobody told", block(new byte[] {(byte) 0xbe})),
        breach("header of number zero", block(new byte[] {(byte) 0x80})),
        breach(
            "header of a number too large",
            frame(Http2.HEADERS, Http2.END_HEADERS, CALL, "ffffffffffffffffff7f")),
        breach(
            "header longer than its frame",
            frame(Http2.HEADERS, Http2.END_HEADERS, CALL, "007f8080808008")),
        breach("header of a bad code", frame(Http2.HEADERS, Http2.END_HEADERS, 1, "0081ff81ff")),
        breach(
            "header table beyond its limit",
            frame(Http2.HEADERS, Http2.END_HEADERS, CALL, "3fe1ffff7f")));
  }

  /** Those that make no call: none of them is answered with a message. */
  Stream<Breach> ofTheCall() {
    byte[] empty = last(Http2.emptyMessage());
    return Stream.of(
        breach("window of the call that grows by nothing", call(), noGrowth()),
        breach(
            "stream before the last one",
            Http2.frame(Http2.HEADERS, Http2.END_HEADERS, 9, Http2.callHeaders(method)),
            Http2.frame(Http2.HEADERS, Http2.END_HEADERS, 3, Http2.callHeaders(method))),
        breach("call that hangs on itself", frame(Http2.HEADERS, 0x25, CALL, "0000000110"), empty),
        breach("name in capitals", call("X-Big", "1"), empty),
        breach("second path", call(":path", "/other"), empty),
        breach("unknown name of the protocol's own", call(":coral", "1"), empty),
        breach("header of HTTP/1.1", call("connection", "close"), empty),
        breach("length that is not true", call("content-length", "3"), empty),
        breach("length that is none", call("content-length", "-1"), empty),
        breach("no path", block(Http2.headers(":method", "POST", ":scheme", "http")), empty),
        breach("no type", block(plain("POST", "/" + method)), empty),
        breach("method GET", typed("GET", "/" + method, "application/grpc"), empty),
        breach("method CONNECT", typed("CONNECT", "/" + method, "application/grpc"), empty),
        breach("type of a page", typed("POST", "/" + method, "text/html"), empty),
        breach(
            "type that only begins well", typed("POST", "/" + method, "application/grpcx"), empty),
        breach("path that is not absolute", typed("POST", method, "application/grpc"), empty),
        breach("path that is empty", typed("POST", "", "application/grpc"), empty),
        breach("path of no method", typed("POST", "/a/b", "application/grpc"), empty),
        breach("path upwards", typed("POST", "/x/../" + method, "application/grpc"), empty),
        breach("time that is no number", call("grpc-timeout", "xS"), empty),
        breach("time without a unit", call("grpc-timeout", "1"), empty),
        breach("time of nine digits", call("grpc-timeout", "999999999S"), empty),
        breach("time that is empty", call("grpc-timeout", ""), empty),
        breach("packing that nobody knows", call("grpc-encoding", "zstd"), packed()),
        breach("packed message without packing", call(), packed()),
        breach("packed message that is not", call("grpc-encoding", "gzip"), packed()),
        breach("message of reserved bits", call(), last(new byte[] {2, 0, 0, 0, 0})),
        breach("message of two gigabytes", call(), last(Http2.beginning(Integer.MAX_VALUE))),
        breach("message of negative length", call(), last(Http2.beginning(-1))),
        breach("message that is cut short", call(), last(Http2.beginning(10))),
        breach("no message", call(), last(new byte[0])),
        breach("half a length", call(), last(new byte[3])),
        breach("two messages", call(), last(new byte[10])),
        breach("second headers that end nothing", call(), call(), empty));
  }

  private static byte[] noGrowth() {
    return frame(Http2.WINDOW_UPDATE, 0, CALL, "00000000");
  }

  private static byte[] plain(String verb, String path) {
    return Http2.headers(
        ":method", verb, ":scheme", "http", ":path", path, ":authority", "localhost");
  }

  private static byte[] typed(String verb, String path, String type) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(plain(verb, path));
    all.writeBytes(Http2.headers("content-type", type, "te", "trailers"));
    return block(all.toByteArray());
  }

  private static byte[] packed() {
    byte[] text = "nothing that was ever packed".getBytes(StandardCharsets.US_ASCII);
    return last(
        ByteBuffer.allocate(5 + text.length).put((byte) 1).putInt(text.length).put(text).array());
  }
}
