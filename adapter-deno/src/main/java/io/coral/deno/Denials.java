package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a script was denied, also where it caught the error: Deno writes a line of JSON for every
 * permission that is asked for, granted or not, into a pipe that only we read. No part of Deno's
 * API reaches that pipe; and with whatever is written to it, a script only accuses itself.
 */
final class Denials implements Consumer<byte[]> {
  /** Tells Deno where to write. */
  static final String VARIABLE = "DENO_AUDIT_PERMISSIONS";

  private static final int MOST_KINDS = 20;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LONGEST_VALUE = 120;
  private static final Pattern CONTROL = Pattern.compile("\\p{C}");

  private final List<Path> readable;
  private final String colony;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long others;

  /**
   * @param readable what is not denied: the root, and with it whatever else the script is
   */
  Denials(List<Path> readable, InetSocketAddress colony) {
    this.readable = List.copyOf(readable);
    this.colony = DenoCommand.address(colony);
  }

  @Override
  public synchronized void accept(byte[] bytes) {
    for (byte each : bytes) {
      if (each != '\n') {
        if (line.size() < LONGEST_LINE) {
          line.write(each);
        }
      } else {
        read(line.toByteArray());
        line.reset();
      }
    }
  }

  /** One line for each thing denied, with how often where that is more than once. */
  synchronized List<String> summary() {
    List<String> lines =
        new java.util.ArrayList<>(
            counts.entrySet().stream()
                .map(each -> each.getKey() + times(each.getValue()))
                .toList());
    if (others > 0) {
      lines.add("and " + others + " more");
    }
    return List.copyOf(lines);
  }

  private static String times(long count) {
    return count == 1 ? "" : " (" + count + " times)";
  }

  private void read(byte[] json) {
    String permission = "";
    String value = "";
    try (var reader = new JsonReader(new StringReader(new String(json, UTF_8)))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (reader.peek() != JsonToken.STRING) {
          reader.skipValue();
          continue;
        }
        String text = reader.nextString();
        switch (name) {
          case "permission" -> permission = text;
          case "value" -> value = text;
          default -> {}
        }
      }
      reader.endObject();
    } catch (IOException | IllegalStateException e) {
      return; // longer than any that matters
    }
    if (!permission.isEmpty() && isDenied(permission, value)) {
      count(denied(permission, value));
    }
  }

  private static String denied(String permission, String value) {
    if (value.isEmpty()) {
      return permission;
    }
    return RefusedImport.wanted(value)
        .map(wanted -> "import " + shown(wanted))
        .orElseGet(() -> permission + " " + shown(value));
  }

  private boolean isDenied(String permission, String value) {
    return switch (permission) {
      case "read" -> !isReadable(value);
      case "net" ->
          !value.contains("://") && !value.equals(colony); // a URL is followed by its host
      default -> true;
    };
  }

  private boolean isReadable(String value) {
    try {
      Path path = real(readable.get(0).resolve(value));
      return readable.stream().anyMatch(path::startsWith);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize();
    }
  }

  private void count(String denied) {
    if (counts.containsKey(denied) || counts.size() < MOST_KINDS) {
      counts.merge(denied, 1L, Long::sum);
    } else {
      others++;
    }
  }

  private static String shown(String value) {
    String text = CONTROL.matcher(value).replaceAll("?");
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 3) + "...";
  }
}
