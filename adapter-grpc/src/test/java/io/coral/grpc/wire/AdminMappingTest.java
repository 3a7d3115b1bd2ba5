package io.coral.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.grpc.v1.GetStatusResponse;
import io.coral.grpc.v1.StoreState;
import org.junit.jupiter.api.Test;

class AdminMappingTest {
  @Test
  void status_ofAColonyThatDoesNotTellItsMemory_hasNone() {
    var older = GetStatusResponse.newBuilder().setStore(StoreState.newBuilder().setHeldBytes(7));

    var store = AdminMapping.toDomain(older.build()).store();

    assertThat(store.heldBytes()).isEqualTo(7);
    assertThat(store.memory()).isEmpty();
  }
}
