package io.coral.grpc.wire;

import io.coral.domain.query.Coverage;
import io.coral.grpc.v1.Note;
import io.coral.grpc.v1.TimeRange;
import java.util.List;

/** What the replies about several services say beside the services. */
final class CoverageMapping {
  private CoverageMapping() {}

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  static Coverage toDomain(TimeRange applied, int withoutData, List<Note> notes) {
    return new Coverage(WindowMapping.toDomain(applied), withoutData, NoteMapping.toDomain(notes));
  }
}
