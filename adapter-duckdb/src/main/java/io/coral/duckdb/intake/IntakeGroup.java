package io.coral.duckdb.intake;

import io.coral.domain.intake.Cardinality;
import io.coral.domain.intake.GroupFold;
import io.coral.domain.intake.Refusals;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests that are committed together, folded as they join. For one thread at a time. */
final class IntakeGroup {
  /** A request and what of it was not taken. */
  record Member(Pending pending, Refusals refusals) {}

  private final GroupFold fold;
  private final List<Member> members = new ArrayList<>();
  private long bytes;

  IntakeGroup(Cardinality cardinality) {
    fold = new GroupFold(cardinality);
  }

  static IntakeGroup of(List<Pending> requests, Cardinality cardinality) {
    var group = new IntakeGroup(cardinality);
    requests.forEach(group::add);
    return group;
  }

  /** Adds a request; if this throws, a part of it may be in the fold, and the group is spoilt. */
  void add(Pending pending) {
    var refusals = new Refusals();
    fold.add(pending.telemetry(), refusals);
    members.add(new Member(pending, refusals));
    bytes += pending.telemetry().bytes();
  }

  List<Member> members() {
    return members;
  }

  List<Pending> requests() {
    return members.stream().map(Member::pending).toList();
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** When its first request was accepted. */
  long sinceNanos() {
    return members.getFirst().pending().sinceNanos();
  }

  Set<StreamId> cumulativeStreams() {
    return fold.cumulativeStreams();
  }

  GroupFold.Folded finish(Map<StreamId, StreamState> committed) {
    return fold.finish(committed);
  }
}
