package io.coral.grpc.otlp;

import static io.coral.grpc.otlp.OtlpTexts.concat;
import static io.coral.grpc.otlp.OtlpTexts.framed;
import static io.coral.grpc.otlp.OtlpTexts.gauge;
import static io.coral.grpc.otlp.OtlpTexts.gzip;
import static io.coral.grpc.otlp.OtlpTexts.metrics;
import static io.coral.grpc.otlp.OtlpTexts.span;
import static io.coral.grpc.otlp.OtlpTexts.traces;
import static io.coral.grpc.otlp.OtlpTexts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One pair of requests in every packing: the same requests must come out, by the same names. */
class OtlpFileTest {
  private static final String SPANS = traces(span(), span("\"flags\":1"));
  private static final String POINTS = metrics(gauge("jvm.cpu.recent_utilization", 1, 0.5));
  private static final List<OtlpRequest> REQUESTS =
      Stream.of(SPANS, POINTS)
          .flatMap(line -> OtlpJson.read(utf8(line), 0, utf8(line).length).requests().stream())
          .toList();

  static Stream<Arguments> packings() {
    byte[] lines = utf8(SPANS + "\n" + POINTS + "\n");
    byte[] frames = concat(framed(protobuf(0)), framed(protobuf(1)));
    return Stream.of(
        Arguments.of("lines", lines),
        Arguments.of("no last line break", utf8(SPANS + "\n" + POINTS)),
        Arguments.of("Windows line breaks", utf8(SPANS + "\r\n" + POINTS + "\r\n")),
        Arguments.of("blank lines", utf8("\n\n" + SPANS + "\n \t\n\n" + POINTS + "\n\n")),
        Arguments.of("byte order mark", utf8("\uFEFF" + SPANS + "\n" + POINTS)),
        Arguments.of("two on a line", utf8(SPANS + POINTS)),
        Arguments.of("an array on a line", utf8("[" + SPANS + "," + POINTS + "]")),
        Arguments.of(
            "both signals in one request",
            utf8(SPANS.substring(0, SPANS.length() - 1) + "," + POINTS.substring(1))),
        Arguments.of("a document", utf8("[\n  " + SPANS + ",\n  " + POINTS + "\n]\n")),
        Arguments.of("laid out for people", utf8((SPANS + POINTS).replace("{", "{\n  "))),
        Arguments.of("protobuf with lengths", frames),
        Arguments.of("gzip of lines", gzip(lines)),
        Arguments.of("gzip of a byte order mark", gzip(utf8("\uFEFF" + SPANS + "\n" + POINTS))),
        Arguments.of("two gzip members", concat(gzip(utf8(SPANS + "\n")), gzip(utf8(POINTS)))),
        Arguments.of("gzip of protobuf", gzip(frames)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void packings(String name, byte[] file) throws IOException {
    List<FileEntry> entries = readAll(file);

    assertThat(entries).flatExtracting(FileEntry::refusals).isEmpty();
    assertThat(entries).flatExtracting(FileEntry::requests).isEqualTo(REQUESTS);
    assertThat(entries)
        .flatExtracting(FileEntry::requests)
        .extracting(OtlpRequest::id)
        .isEqualTo(REQUESTS.stream().map(OtlpRequest::id).toList());
  }

  @ParameterizedTest
  @MethodSource
  void oneRequestWithoutLength(byte[] file, OtlpRequest request) throws IOException {
    assertThat(readAll(file)).flatExtracting(FileEntry::requests).containsExactly(request);
  }

  static Stream<Arguments> oneRequestWithoutLength() {
    return Stream.of(
        Arguments.of(protobuf(0), REQUESTS.get(0)),
        Arguments.of(protobuf(1), REQUESTS.get(1)),
        Arguments.of(gzip(protobuf(1)), REQUESTS.get(1)));
  }

  @Test
  void id_differsBySignalAndContent() {
    assertThat(REQUESTS.get(0).id()).isNotEqualTo(REQUESTS.get(1).id());
    assertThat(new OtlpRequest.Traces(traceMessage().toBuilder().clear().build()).id())
        .isNotEqualTo(
            new OtlpRequest.Metrics(
                    io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest
                        .getDefaultInstance())
                .id());
  }

  @Test
  void lines_oneOfThemBroken_theOthersStay() throws IOException {
    var entries =
        readAll(utf8(SPANS + "\n{\"resourceSpans\":[{\n{\"a\":\n\u0000\n" + POINTS + "\n"));

    assertThat(entries).flatExtracting(FileEntry::requests).isEqualTo(REQUESTS);
    assertThat(entries)
        .filteredOn(entry -> !entry.refusals().isEmpty())
        .extracting(FileEntry::line)
        .containsExactly(2L, 3L, 4L);
  }

  @Test
  void lines_oneTooLong_isSkipped() throws IOException {
    String longer = traces(span("\"traceState\":\"" + "x".repeat(300_000) + "\""));
    byte[] file = utf8(POINTS + "\n" + longer + "\n" + POINTS + "\n" + longer);

    var entries = readAll(file, 200_000);

    assertThat(entries).extracting(FileEntry::line).containsExactly(1L, 2L, 3L, 4L);
    assertThat(entries.get(1).refusals()).containsExactly("the line has more than 200000 bytes");
    assertThat(entries.get(2).requests()).containsExactly(REQUESTS.get(1));
    assertThat(entries.get(3).refusals()).hasSize(1);
  }

  @Test
  void lines_exactlyAsLongAsAllowed_areRead() throws IOException {
    byte[] line = utf8(POINTS);

    assertThat(readAll(line, line.length).get(0).requests()).hasSize(1);
    assertThat(readAll(concat(line, utf8("\n")), line.length).get(0).requests()).hasSize(1);
    assertThat(readAll(line, line.length - 1).get(0).refusals()).hasSize(1);
  }

  @Test
  void lines_inSmallReads_areTheSame() throws IOException {
    var trickle =
        new ByteArrayInputStream(utf8(SPANS + "\n" + POINTS)) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 3));
          }
        };

    assertThat(readAll(trickle, RequestReader.MAX_REQUEST_BYTES))
        .flatExtracting(FileEntry::requests)
        .isEqualTo(REQUESTS);
  }

  @Test
  void lines_otherSignals_arePassedOver() throws IOException {
    var entries = readAll(utf8("{\"resourceLogs\":[{}]}\n{}\n"));

    assertThat(entries).flatExtracting(FileEntry::requests).isEmpty();
    assertThat(entries).flatExtracting(FileEntry::refusals).isEmpty();
  }

  @Test
  void lines_noRequests_areRefused() throws IOException {
    var entries = readAll(utf8("{\"spans\":[]}\n42\n\"text\"\n[[1]]\nnull\n"));

    assertThat(entries).flatExtracting(FileEntry::requests).isEmpty();
    assertThat(entries).allSatisfy(entry -> assertThat(entry.refusals()).hasSize(1));
  }

  @Test
  void protobuf_logs_arePassedOver() throws IOException {
    var logs =
        LogsData.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .addLogRecords(LogRecord.newBuilder().setTimeUnixNano(1))))
            .build();

    var entries = readAll(framed(logs.toByteArray()));

    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).requests()).isEmpty();
    assertThat(entries.get(0).refusals()).isEmpty();
  }

  @Test
  void protobuf_oneFrameBroken_theOthersStay() throws IOException {
    byte[] broken = protobuf(0);
    broken[broken.length - 3] = (byte) 0xFF;
    Arrays.fill(broken, broken.length / 2, broken.length, (byte) 0xFF);

    var entries = readAll(concat(framed(protobuf(0)), framed(broken), framed(protobuf(1))));

    assertThat(entries).flatExtracting(FileEntry::requests).isEqualTo(REQUESTS);
    assertThat(entries.get(1).refusals()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource
  void cutShort(byte[] file, int readable) {
    var entries = new ArrayList<FileEntry>();

    var thrown = catchThrowableOfType(IOException.class, () -> readInto(entries, file));

    assertThat(thrown).isNotNull();
    assertThat(entries).flatExtracting(FileEntry::requests).hasSize(readable);
  }

  static Stream<Arguments> cutShort() {
    byte[] frames = concat(framed(protobuf(0)), framed(protobuf(1)));
    byte[] packed = gzip(utf8((SPANS + "\n").repeat(500)));
    return Stream.of(
        Arguments.of(Arrays.copyOf(frames, frames.length - 1), 1),
        Arguments.of(concat(framed(protobuf(0)), new byte[] {0, 0}), 1),
        Arguments.of(concat(framed(protobuf(0)), new byte[] {127, 0, 0, 0}), 1),
        Arguments.of(concat(framed(protobuf(0)), new byte[] {-1, 0, 0, 0}), 1),
        Arguments.of(Arrays.copyOf(packed, packed.length - 9), 500),
        Arguments.of(Arrays.copyOf(packed, 12), 0),
        Arguments.of(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0}, 0));
  }

  @Test
  void emptyFile_holdsNothing() throws IOException {
    assertThat(readAll(new byte[0])).isEmpty();
    assertThat(readAll(gzip(new byte[0]))).isEmpty();
    assertThat(readAll(utf8("\n \n"))).isEmpty();
  }

  private static io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest
      traceMessage() {
    return ((OtlpRequest.Traces) REQUESTS.get(0)).message();
  }

  private static byte[] protobuf(int index) {
    return switch (REQUESTS.get(index)) {
      case OtlpRequest.Traces(var message) -> message.toByteArray();
      case OtlpRequest.Metrics(var message) -> message.toByteArray();
    };
  }

  private static List<FileEntry> readAll(byte[] file) throws IOException {
    return readAll(file, RequestReader.MAX_REQUEST_BYTES);
  }

  private static List<FileEntry> readAll(byte[] file, int maxRequestBytes) throws IOException {
    return readAll(new ByteArrayInputStream(file), maxRequestBytes);
  }

  private static List<FileEntry> readAll(InputStream file, int maxRequestBytes) throws IOException {
    var entries = new ArrayList<FileEntry>();
    readInto(entries, OtlpFile.open(file, maxRequestBytes));
    return entries;
  }

  private static void readInto(List<FileEntry> entries, byte[] file) throws IOException {
    readInto(entries, OtlpFile.open(new ByteArrayInputStream(file)));
  }

  private static void readInto(List<FileEntry> entries, RequestReader reader) throws IOException {
    FileEntry entry;
    while ((entry = reader.next()) != null) {
      entries.add(entry);
    }
  }
}
