package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells when one of some files changes: is written, replaced by another, deleted, or made.
 *
 * <p>It watches folders, since editors save by putting a new file in the place of the old one; all
 * folders up to the root, since a folder can be replaced just so.
 */
final class FileChanges implements AutoCloseable {
  /** A save is over when nothing has happened for so long. */
  private static final Duration QUIET = Duration.ofMillis(100);

  /** Where something happens all the time, there is a look at it now and then all the same. */
  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(2);

  /**
   * File systems take their times from a clock that ticks this seldom, and may be this far behind.
   */
  private static final Duration TICK = Duration.ofMillis(20);

  private final InstantSource clock;
  private final Path root;
  private final Path script;
  private final WatchService service;
  private final Map<Path, WatchKey> folders = new HashMap<>();
  private Set<Path> files = Set.of();
  private int imported;
  private Instant start = Instant.MAX;
  private @Nullable Path missed;

  /**
   * @param clock of the file system
   * @param script is watched from the start and always
   */
  FileChanges(InstantSource clock, Path root, Path script) throws IOException {
    this.clock = requireNonNull(clock, "clock is null");
    this.root = requireNonNull(root, "root is null");
    this.script = requireNonNull(script, "script is null");
    this.service = FileSystems.getDefault().newWatchService();
    watch(Set.of());
  }

  /** Begins a run. */
  synchronized void startOver() {
    start = clock.instant().minus(TICK);
    missed = null;
  }

  /**
   * Watches these files instead of those before. One that has changed since the start counts as a
   * change to come: it may have been read before it was watched.
   */
  synchronized void watch(Set<Path> others) {
    var all = new HashSet<>(others);
    all.add(script);
    imported = all.size() - 1;
    all.addAll(all.stream().flatMap(file -> real(file).stream()).toList());
    files = Set.copyOf(all);
    watchFolders();
    Instant now = clock.instant();
    for (Path file : files) {
      Instant changed = lastChange(file);
      if (changed.isAfter(start) && !changed.isAfter(now)) {
        missed = file;
      }
    }
  }

  /** Waits for a change, and returns what has changed. */
  Path next() throws InterruptedException {
    while (true) {
      Optional<Path> changed = changeIn(QUIET);
      if (changed.isPresent()) {
        return changed.get();
      }
    }
  }

  /** Waits until no more changes come, or for long enough. */
  void settle() throws InterruptedException {
    long end = System.nanoTime() + LONGEST_SETTLING.toNanos();
    while (System.nanoTime() < end && changeIn(QUIET).isPresent()) {
      // and once more
    }
  }

  /** The first change within a time, if there is one. */
  private Optional<Path> changeIn(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      Optional<Path> before = takeMissed();
      if (before.isPresent()) {
        return before;
      }
      WatchKey key = service.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (key == null) {
        return Optional.empty();
      }
      Optional<Path> changed = changeOf(key);
      if (changed.isPresent()) {
        return changed;
      }
    }
  }

  private synchronized Optional<Path> takeMissed() {
    Optional<Path> taken = Optional.ofNullable(missed);
    missed = null;
    return taken;
  }

  private synchronized Optional<Path> changeOf(WatchKey key) {
    Path folder = (Path) key.watchable();
    Optional<Path> changed = Optional.empty();
    for (WatchEvent<?> event : key.pollEvents()) {
      Path path = event.context() instanceof Path name ? folder.resolve(name) : folder;
      if (concerns(path)) {
        changed = Optional.of(path);
      }
    }
    if (!key.reset()) {
      folders.remove(folder);
      changed = Optional.of(folder);
    }
    changed.ifPresent(this::watchAnew);
    return changed;
  }

  /** Whether it is one of the files or a folder that leads to one. */
  private boolean concerns(Path path) {
    return files.stream().anyMatch(file -> file.startsWith(path));
  }

  /** What was in the place of a folder before may be watched elsewhere now. */
  private void watchAnew(Path changed) {
    folders
        .entrySet()
        .removeIf(
            entry -> {
              boolean inside = entry.getKey().startsWith(changed);
              if (inside) {
                entry.getValue().cancel();
              }
              return inside;
            });
    watchFolders();
  }

  private void watchFolders() {
    for (Path file : files) {
      Path folder = file.getParent();
      while (folder != null) {
        watchFolder(folder);
        folder = folder.startsWith(root) && !folder.equals(root) ? folder.getParent() : null;
      }
    }
  }

  private void watchFolder(Path folder) {
    if (folders.containsKey(folder) || !Files.isDirectory(folder)) {
      return;
    }
    try {
      folders.put(
          folder,
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
    } catch (IOException e) {
      // Gone in this moment: the folder above it will tell.
      System.getLogger(FileChanges.class.getName())
          .log(System.Logger.Level.DEBUG, "folder not watched", e);
    }
  }

  private static Instant lastChange(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.MIN;
    }
  }

  private static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How many files there are beside the script. */
  synchronized int imported() {
    return imported;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
