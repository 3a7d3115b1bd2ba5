package io.coral.grpc.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OTLP in protobuf as the Collector's file exporter writes it: before each request its length, four
 * bytes, the highest first. A file of one request without a length is read too.
 */
final class ProtobufFrames implements RequestReader {
  private final InputStream in;
  private final int maxBytes;
  private final boolean framed;
  private long frames;

  ProtobufFrames(InputStream in, int maxBytes, boolean framed) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.framed = framed;
  }

  @Override
  public @Nullable FileEntry next() throws IOException {
    return framed ? nextFrame() : wholeFile();
  }

  private @Nullable FileEntry nextFrame() throws IOException {
    byte[] prefix = in.readNBytes(Integer.BYTES);
    if (prefix.length == 0) {
      return null;
    }
    if (prefix.length < Integer.BYTES) {
      throw new EOFException("the file ends inside a length");
    }
    int length =
        (prefix[0] & 0xFF) << 24
            | (prefix[1] & 0xFF) << 16
            | (prefix[2] & 0xFF) << 8
            | (prefix[3] & 0xFF);
    if (length < 0 || length > maxBytes) {
      throw new IOException("a request has more than " + maxBytes + " bytes");
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException("the file ends inside a request");
    }
    return parse(frame);
  }

  private @Nullable FileEntry wholeFile() throws IOException {
    if (frames > 0) {
      return null;
    }
    byte[] request = in.readNBytes(maxBytes + 1);
    if (request.length > maxBytes) {
      throw new IOException("the request has more than " + maxBytes + " bytes");
    }
    return parse(request);
  }

  private FileEntry parse(byte[] request) {
    frames++;
    try {
      return new FileEntry(frames, ProtobufSignal.parse(request).stream().toList(), List.of());
    } catch (InvalidProtocolBufferException e) {
      return FileEntry.refused(frames, "not a well-formed protobuf export request");
    }
  }
}
