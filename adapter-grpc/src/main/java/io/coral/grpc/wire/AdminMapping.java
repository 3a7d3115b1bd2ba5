package io.coral.grpc.wire;

import com.google.protobuf.Timestamp;
import io.coral.grpc.v1.BackupEnd;
import io.coral.grpc.v1.GetStatusResponse;
import io.coral.grpc.v1.IntakeTotals;
import io.coral.grpc.v1.MemoryState;
import io.coral.grpc.v1.OpenPort;
import io.coral.grpc.v1.StoreState;
import io.coral.ports.BackupDigest;
import io.coral.ports.ColonyStatus;
import io.coral.ports.IntakeCounts;
import io.coral.ports.MemoryUse;
import io.coral.ports.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What administrators are told. */
public final class AdminMapping {
  private AdminMapping() {}

  public static GetStatusResponse toWire(ColonyStatus status) {
    var response =
        GetStatusResponse.newBuilder()
            .setVersion(status.version())
            .setUptimeMs(status.uptime().toMillis())
            .setStore(toWire(status.store()))
            .setIntake(toWire(status.intake()));
    for (ColonyStatus.OpenPort port : status.ports()) {
      response.addPorts(
          OpenPort.newBuilder().setPurpose(port.purpose()).setAddress(port.address()));
    }
    return response.build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have said so
   */
  public static ColonyStatus toDomain(GetStatusResponse response) {
    return new ColonyStatus(
        response.getVersion(),
        Duration.ofMillis(response.getUptimeMs()),
        toDomain(response.getStore()),
        toDomain(response.getIntake()),
        response.getPortsList().stream()
            .map(port -> new ColonyStatus.OpenPort(port.getPurpose(), port.getAddress()))
            .toList());
  }

  private static StoreState toWire(StoreStatus store) {
    var state =
        StoreState.newBuilder()
            .setDiskBytes(store.diskBytes())
            .setHeldBytes(store.heldBytes())
            .setRows(store.rows())
            .addAllWarnings(store.warnings());
    store.memory().ifPresent(memory -> state.setMemory(toWire(memory)));
    store.oldestMinute().ifPresent(minute -> state.setOldestMinute(timestamp(minute)));
    store.oldestHour().ifPresent(hour -> state.setOldestHour(timestamp(hour)));
    return state.build();
  }

  private static StoreStatus toDomain(StoreState state) {
    return new StoreStatus(
        state.getDiskBytes(),
        state.getHeldBytes(),
        state.hasMemory() ? Optional.of(toDomain(state.getMemory())) : Optional.empty(),
        state.getRows(),
        state.hasOldestMinute() ? Optional.of(instant(state.getOldestMinute())) : Optional.empty(),
        state.hasOldestHour() ? Optional.of(instant(state.getOldestHour())) : Optional.empty(),
        state.getWarningsList());
  }

  private static MemoryState toWire(MemoryUse memory) {
    return MemoryState.newBuilder()
        .setUsedBytes(memory.usedBytes())
        .setBudgetBytes(memory.budgetBytes())
        .build();
  }

  private static MemoryUse toDomain(MemoryState memory) {
    return new MemoryUse(memory.getUsedBytes(), memory.getBudgetBytes());
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Instant instant(Timestamp timestamp) {
    if (Math.abs(timestamp.getSeconds()) > Instant.MAX.getEpochSecond()) {
      throw new IllegalArgumentException("a time that is none");
    }
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static IntakeTotals toWire(IntakeCounts counts) {
    return IntakeTotals.newBuilder()
        .setCommits(counts.commits())
        .setRequests(counts.requests())
        .setItems(counts.items())
        .setRefused(counts.refused())
        .setDropped(counts.dropped())
        .setTurnedAway(counts.turnedAway())
        .setFailed(counts.failed())
        .setCancelled(counts.cancelled())
        .build();
  }

  private static IntakeCounts toDomain(IntakeTotals totals) {
    return new IntakeCounts(
        totals.getCommits(),
        totals.getRequests(),
        totals.getItems(),
        totals.getRefused(),
        totals.getDropped(),
        totals.getTurnedAway(),
        totals.getFailed(),
        totals.getCancelled());
  }

  public static BackupEnd toWire(BackupDigest digest) {
    return BackupEnd.newBuilder().setBytes(digest.bytes()).setSha256(digest.sha256()).build();
  }

  /**
   * @throws IllegalArgumentException if no file can be so
   */
  public static BackupDigest toDomain(BackupEnd end) {
    return new BackupDigest(end.getBytes(), end.getSha256());
  }
}
