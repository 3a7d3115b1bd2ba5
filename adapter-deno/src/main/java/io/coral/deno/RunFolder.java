package io.coral.deno;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A private folder for one run, gone with it. Those of runs that were killed are swept by others: a
 * run holds a lock on its folder for as long as it lives.
 */
final class RunFolder implements AutoCloseable {
  private static final String PREFIX = "coral-run-";
  private static final String LOCK = ".lock";
  private static final String CACHE = "deno";

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
   * Makes a folder that only this user can enter.
   *
   * @param cached whose files Deno is given as its cache
   * @throws IOException with a message for people, if there is no place for one
   */
  static RunFolder create(Path temp, Optional<Path> cached) throws IOException {
    try {
      return make(temp, cached);
    } catch (IOException e) {
      throw new IOException("there is no room for a private folder in " + temp, e);
    }
  }

  private static RunFolder make(Path temp, Optional<Path> cached) throws IOException {
    Path path = createPrivate(temp);
    OWN.add(path);
    try {
      return new RunFolder(path, furnish(path, cached));
    } catch (IOException e) { // also where this thread is told to end what it does
      OWN.remove(path);
      delete(path);
      throw e;
    }
  }

  /** Locks it, and puts into it what a run finds there. */
  private static FileChannel furnish(Path path, Optional<Path> cached) throws IOException {
    // It gets its name once it is locked: a lock that nobody holds is always one of a run gone by.
    Path unnamed = path.resolve(LOCK + "-to-be");
    FileChannel channel =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      Files.move(unnamed, path.resolve(LOCK));
      // Where Deno would keep its web storage: a file of that name makes storage fail at once.
      Path cache = Files.createDirectory(path.resolve(CACHE));
      Files.createFile(cache.resolve("location_data"));
      if (cached.isPresent()) {
        lend(cached.get(), cache);
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Copies databases: what lies in an installation may be another's, and be used by many. With each
   * goes what SQLite looks for beside it, which who may not write cannot read without.
   */
  private static void lend(Path cached, Path cache) throws IOException {
    try (DirectoryStream<Path> databases = Files.newDirectoryStream(cached)) {
      for (Path database : databases) {
        Path copy = Files.copy(database, cache.resolve(database.getFileName()));
        Files.createFile(cache.resolve(copy.getFileName() + "-wal"));
        Files.createFile(cache.resolve(copy.getFileName() + "-shm"));
      }
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
    return path.resolve(CACHE);
  }

  /** Keeps what is in Deno's cache, in a folder that does not exist yet. */
  void keepCache(Path kept) throws IOException {
    Files.createDirectory(kept);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(cache(), Files::isRegularFile)) {
      for (Path file : files) {
        Files.copy(file, kept.resolve(file.getFileName()));
      }
    }
  }

  /** What Deno takes for its cache when it fetches modules, which may be hostile. */
  Path fetched() {
    return path.resolve("fetched");
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

  /** Removes those that nobody holds any more. Nobody need wait for that. */
  void sweepOthers() {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(path.resolveSibling(""), RunFolder::isOne)) {
      FileTime now = Files.getLastModifiedTime(path); // by the clock of their file system
      for (Path folder : found) {
        sweepOne(folder, now);
      }
    } catch (IOException | DirectoryIteratorException e) {
      System.getLogger(RunFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "run folders not looked through", e);
    }
  }

  private static boolean isOne(Path path) {
    return path.getFileName().toString().startsWith(PREFIX);
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
