package io.coral.grpc.otlp;

import io.coral.ports.ImportListener;
import io.coral.ports.ImportReport;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** One import: reads its files in order and hands their requests on in batches. */
final class ImportRun {
  private final ImportTally tally = new ImportTally();
  private final ImportBatch batch;
  private final ImportListener listener;
  private long totalBytes;
  private long bytesOfFormerFiles;

  ImportRun(long shiftMinutes, SummaryWriter writer, ImportListener listener) {
    this.batch = new ImportBatch(shiftMinutes, writer, listener, tally);
    this.listener = listener;
  }

  ImportReport run(List<Path> files) {
    totalBytes = files.stream().mapToLong(ImportRun::sizeOf).sum();
    Optional<WriteFailure> failure = Optional.empty();
    for (Path file : files) {
      failure = read(file);
      if (failure.isPresent()) {
        break;
      }
    }
    return tally.report(failure);
  }

  private Optional<WriteFailure> read(Path file) {
    String name = String.valueOf(file.getFileName());
    long line = 0;
    Optional<WriteFailure> failure = Optional.empty();
    try (var in = new CountingInputStream(Files.newInputStream(file))) {
      RequestReader reader = OtlpFile.open(in);
      FileEntry entry;
      while (failure.isEmpty() && (entry = reader.next()) != null) {
        line = entry.line();
        batch.add(name, entry);
        if (batch.isFull()) {
          failure = batch.commit();
          listener.progress(bytesOfFormerFiles + in.count(), totalBytes);
        }
      }
    } catch (IOException e) {
      batch.add(name, FileEntry.refused(line + 1, "cannot be read on: " + reason(e)));
    }
    if (failure.isEmpty()) {
      failure = batch.commit();
    }
    bytesOfFormerFiles += sizeOf(file);
    listener.progress(bytesOfFormerFiles, totalBytes);
    return failure;
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // reading it will tell why
    }
  }

  /** A message without the file's folder, which the exceptions of the file system carry. */
  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "access to the file is denied";
      case ZipException broken -> "the gzip data is damaged";
      case EOFException early -> "the file ends early";
      default -> String.valueOf(e.getMessage());
    };
  }
}
