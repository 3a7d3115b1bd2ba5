package io.coral.grpc.otlp;

import io.coral.domain.summary.RequestId;
import io.coral.ports.ImportListener;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The requests that are committed together, each whole and with its id, so that an import that was
 * killed can be run again.
 */
final class ImportBatch {
  /** Protobuf bytes of requests that fill a batch: some ten thousand spans. */
  private static final int FULL_BYTES = 4 * 1024 * 1024;

  /** What a line or a refusal counts for, so that a file of nothing else fills batches too. */
  private static final int OVERHEAD_BYTES = 128;

  private record Line(String file, FileEntry entry, List<RequestId> ids) {}

  private final long shiftMinutes;
  private final SummaryWriter writer;
  private final ImportListener listener;
  private final ImportTally tally;
  private final List<Line> lines = new ArrayList<>();
  private long bytes;

  /**
   * @param shiftMinutes added to all times
   */
  ImportBatch(long shiftMinutes, SummaryWriter writer, ImportListener listener, ImportTally tally) {
    this.shiftMinutes = shiftMinutes;
    this.writer = writer;
    this.listener = listener;
    this.tally = tally;
  }

  void add(String file, FileEntry entry) {
    lines.add(new Line(file, entry, entry.requests().stream().map(OtlpRequest::id).toList()));
    bytes += entry.requests().stream().mapToLong(OtlpRequest::size).sum();
    bytes += OVERHEAD_BYTES * (1L + entry.refusals().size());
  }

  boolean isFull() {
    return bytes >= FULL_BYTES;
  }

  /**
   * Commits what was added, without what was committed before, and begins anew.
   *
   * @return why nothing more can be written, if so
   */
  Optional<WriteFailure> commit() {
    List<RequestId> ids = lines.stream().flatMap(line -> line.ids().stream()).toList();
    Either<WriteFailure, Set<RequestId>> committed =
        ids.isEmpty() ? Either.right(Set.of()) : writer.committed(ids);
    Either<WriteFailure, Long> written = committed.flatMap(this::foldAndAppend);
    lines.clear();
    bytes = 0;
    return written.isLeft() ? Optional.of(written.getLeft()) : Optional.empty();
  }

  private Either<WriteFailure, Long> foldAndAppend(Set<RequestId> committed) {
    var fold = new ImportFold(shiftMinutes);
    var known = new HashSet<>(committed);
    for (Line line : lines) {
      var at = new ImportFold.Place(line.file(), line.entry().line());
      boolean anyNew = line.ids().isEmpty();
      for (int i = 0; i < line.ids().size(); i++) {
        if (known.add(line.ids().get(i))) {
          anyNew = true;
          fold.add(at, line.ids().get(i), line.entry().requests().get(i));
        } else {
          fold.skip();
        }
      }
      if (anyNew) {
        line.entry().refusals().forEach(reason -> fold.refuse(at, reason));
      }
    }
    // What was not written was not imported: told and counted only once it is.
    return fold.appendTo(writer)
        .peek(
            rows -> {
              tally.add(fold.counts());
              fold.tellRefusals(listener);
            });
  }
}
