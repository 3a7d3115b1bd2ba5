package io.coral.deno;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A private folder for one run, gone with it. Those of runs that were killed are swept by the next:
 * a run holds a lock on its folder for as long as it lives.
 */
final class RunFolder implements AutoCloseable {
  private static final String PREFIX = "coral-run-";
  private static final String LOCK = ".lock";

  /** Far more than it takes to make a folder and lock it. */
  private static final Duration LONGEST_WAY_TO_A_LOCK = Duration.ofMinutes(1);

  /** Those of this process: to open and close a lock's file would release our own lock on it. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /** Where a folder's owner alone can be given a right. */
  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private final Path path;
  private final FileChannel channel;

  private RunFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes a folder that only this user can enter, and sweeps those that nobody holds.
   *
   * @throws IOException with a message for people, if there is no place for one
   */
  static RunFolder create(Path temp) throws IOException {
    try {
      RunFolder folder = make(temp);
      try {
        sweep(temp, Files.getLastModifiedTime(folder.path()));
        return folder;
      } catch (IOException e) {
        folder.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IOException("there is no room for a private folder in " + temp, e);
    }
  }

  private static RunFolder make(Path temp) throws IOException {
    Path path = createPrivate(temp);
    OWN.add(path);
    try {
      return new RunFolder(path, furnish(path));
    } catch (IOException e) { // also where this thread is told to end what it does
      OWN.remove(path);
      delete(path);
      throw e;
    }
  }

  /** Locks it, and puts into it what a run finds there. */
  private static FileChannel furnish(Path path) throws IOException {
    // It gets its name once it is locked: a lock that nobody holds is always one of a run gone by.
    Path unnamed = path.resolve(LOCK + "-to-be");
    FileChannel channel =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      Files.move(unnamed, path.resolve(LOCK));
      // Where Deno would keep its web storage: a file of that name makes storage fail at once.
      Files.createDirectory(path.resolve("deno"));
      Files.createFile(path.resolve("deno").resolve("location_data"));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Makes a folder that was not there and that others cannot enter: its name need not be hard to
   * guess, and Java's own temporary folders, whose names are, take long to find a source of chance.
   */
  private static Path createPrivate(Path temp) throws IOException {
    while (true) {
      String name = PREFIX + ProcessHandle.current().pid() + "-" + System.nanoTime();
      try {
        return Files.createDirectory(temp.resolve(name), OWNER_ONLY);
      } catch (FileAlreadyExistsException e) {
        // Another thread's, of the same instant.
      }
    }
  }

  Path path() {
    return path;
  }

  /** What Deno takes for its cache. */
  Path cache() {
    return path.resolve("deno");
  }

  /** Also from a shutdown hook, while the run's own thread does the same. */
  @Override
  public synchronized void close() {
    if (!OWN.contains(path)) {
      return;
    }
    try (channel) {
      delete(path);
    } catch (IOException e) {
      // The next run sweeps what could not be removed now.
      System.getLogger(RunFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "run folder not removed", e);
    } finally {
      OWN.remove(path);
    }
  }

  /**
   * @param now by the clock of the file system that the folders are on
   */
  private static void sweep(Path temp, FileTime now) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temp, PREFIX + "*")) {
      for (Path folder : found) {
        sweepOne(folder, now);
      }
    }
  }

  private static void sweepOne(Path folder, FileTime now) {
    try {
      if (OWN.contains(folder) || Files.isSymbolicLink(folder)) {
        return;
      }
      if (!Files.exists(folder.resolve(LOCK))) {
        sweepUnlocked(folder, now);
        return;
      }
      try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
        @Nullable FileLock lock = channel.tryLock();
        if (lock != null) {
          delete(folder);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Another user's, or another run's: not ours to sweep.
      System.getLogger(RunFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "run folder not swept", e);
    }
  }

  /**
   * One whose run was killed before it had a lock, or while it was deleted; or about to have one.
   */
  private static void sweepUnlocked(Path folder, FileTime now) throws IOException {
    Instant made = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    if (made.plus(LONGEST_WAY_TO_A_LOCK).isBefore(now.toInstant())) {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
