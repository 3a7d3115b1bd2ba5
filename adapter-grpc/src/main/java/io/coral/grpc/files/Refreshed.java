package io.coral.grpc.files;

import static java.util.Objects.requireNonNull;

import io.vavr.control.Either;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What some files hold, read again when one of them has changed. Whoever asks looks, at most once
 * in a while, so that no thread has to watch; while one reads, the others go on with what was. What
 * cannot be read changes nothing: the log says why, once, and what was read before holds on.
 *
 * <p>Thread-safe.
 */
public final class Refreshed<T> {
  /** How long a change may stay unseen. */
  public static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(Refreshed.class.getName());

  private final List<Path> files;
  private final Reader<T> reader;
  private final long patienceNanos;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile T value;
  private volatile long lookedNanos;
  private List<Optional<Mark>> marks;

  /** Reads the files. */
  public interface Reader<T> {
    /**
     * @return what they hold, or what is wrong with them, in a sentence without secrets
     * @throws IOException if they cannot be read
     */
    Either<String, T> read() throws IOException;
  }

  /** By which a file that has changed, or was replaced by another, is known. */
  private record Mark(Object changed, long bytes, Optional<Object> identity) {}

  private Refreshed(
      List<Path> files, Reader<T> reader, Duration patience, T value, List<Optional<Mark>> marks) {
    this.files = files;
    this.reader = reader;
    this.patienceNanos = patience.toNanos();
    this.value = value;
    this.marks = marks;
    this.lookedNanos = System.nanoTime();
  }

  /**
   * Reads files for the first time.
   *
   * @return what is wrong with them, if anything is
   */
  public static <T> Either<String, Refreshed<T>> of(List<Path> files, Reader<T> reader) {
    return of(files, reader, PATIENCE);
  }

  /** The same for another patience. */
  public static <T> Either<String, Refreshed<T>> of(
      List<Path> files, Reader<T> reader, Duration patience) {
    requireNonNull(reader, "reader is null");
    List<Path> copy = List.copyOf(files);
    List<Optional<Mark>> marks = marks(copy); // before they are read: a change meanwhile shows
    return read(reader).map(value -> new Refreshed<>(copy, reader, patience, value, marks));
  }

  /** What the files held when they could last be read. */
  public T current() {
    if (System.nanoTime() - lookedNanos >= patienceNanos && looking.tryLock()) {
      try {
        look();
        lookedNanos = System.nanoTime();
      } finally {
        looking.unlock();
      }
    }
    return value;
  }

  private void look() {
    List<Optional<Mark>> now = marks(files);
    if (now.equals(marks)) {
      return;
    }
    marks = now;
    read(reader)
        .peek(read -> value = read)
        .peekLeft(
            problem ->
                LOG.log(Level.ERROR, () -> problem + "; what was read of it before holds on"));
  }

  private static <T> Either<String, T> read(Reader<T> reader) {
    try {
      return reader.read();
    } catch (IOException e) {
      return Either.left(FileTexts.problem(e));
    }
  }

  private static List<Optional<Mark>> marks(List<Path> files) {
    List<Optional<Mark>> marks = new ArrayList<>();
    for (Path file : files) {
      try {
        var is = Files.readAttributes(file, BasicFileAttributes.class);
        marks.add(
            Optional.of(
                new Mark(is.lastModifiedTime(), is.size(), Optional.ofNullable(is.fileKey()))));
      } catch (IOException e) {
        marks.add(Optional.empty());
      }
    }
    return marks;
  }
}
