package io.coral.grpc.wire;

import io.coral.domain.query.Note;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Remarks on an answer. */
final class NoteMapping {
  private NoteMapping() {}

  static List<io.coral.grpc.v1.Note> toWire(List<Note> notes) {
    return notes.stream()
        .map(
            note ->
                io.coral.grpc.v1.Note.newBuilder()
                    .setCode(note.code().name())
                    .setMessage(note.message())
                    .build())
        .toList();
  }

  /** Notes of a newer colony that this program does not know are left out. */
  static List<Note> toDomain(List<io.coral.grpc.v1.Note> notes) {
    return notes.stream()
        .flatMap(
            note -> code(note.getCode()).map(code -> new Note(code, note.getMessage())).stream())
        .toList();
  }

  private static Optional<Note.Code> code(String name) {
    return Arrays.stream(Note.Code.values()).filter(code -> code.name().equals(name)).findFirst();
  }
}
