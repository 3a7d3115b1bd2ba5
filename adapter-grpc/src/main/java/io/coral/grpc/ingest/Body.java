package io.coral.grpc.ingest;

import io.coral.grpc.bounds.ByteBudget;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A request's body as it arrives. Memory is taken as it fills, not as its sender announces it. For
 * one thread at a time.
 */
final class Body {
  private static final int FIRST_BYTES = 16 * 1024;

  /** What became of a piece. */
  enum Piece {
    ADDED,
    TOO_LARGE,
    NO_ROOM
  }

  private final int mostBytes;
  private final ByteBudget budget;
  private byte[] bytes = {};
  private int size;

  Body(int mostBytes, ByteBudget budget) {
    this.mostBytes = mostBytes;
    this.budget = budget;
  }

  Piece add(ByteBuffer piece) {
    int length = piece.remaining();
    if (length > mostBytes - size) {
      return Piece.TOO_LARGE;
    }
    if (size + length > bytes.length && !grow(size + length)) {
      return Piece.NO_ROOM;
    }
    piece.get(bytes, size, length);
    size += length;
    return Piece.ADDED;
  }

  private boolean grow(int needed) {
    int larger = Math.min(mostBytes, Math.max(Math.max(FIRST_BYTES, needed), 2 * bytes.length));
    if (!budget.take(larger - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, larger);
    return true;
  }

  byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** Gives the memory back; the body is then empty. */
  void release() {
    budget.giveBack(bytes.length);
    bytes = new byte[0];
    size = 0;
  }
}
