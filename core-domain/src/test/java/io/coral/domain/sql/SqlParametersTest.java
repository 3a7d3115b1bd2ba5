package io.coral.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParametersTest {
  private static final SqlValue ONE = new SqlValue.Int64(1);

  @ParameterizedTest
  @ValueSource(strings = {"a", "service_name", "_", "A1", "1", "99"})
  void name_ofLettersOrANumber_isKept(String name) {
    assertThat(new SqlParameters(Map.of(name, ONE)).values()).containsEntry(name, ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$a", "0", "100", "1a", "a b", "a-b", "ü", "a;DROP TABLE x"})
  void name_ofAnythingElse_isRefused(String name) {
    assertThatThrownBy(() -> new SqlParameters(Map.of(name, ONE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
  }

  @Test
  void values_thatAreNoConstant_areRefused() {
    for (SqlValue value :
        List.of(
            new SqlValue.Bytes(List.of((byte) 1)),
            new SqlValue.Struct(List.of()),
            new SqlValue.ListOf(List.of(new SqlValue.ListOf(List.of()))))) {
      assertThatThrownBy(() -> new SqlParameters(Map.of("a", value)))
          .hasMessageContaining("parameter a must be");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\uD800", "\uDC00\uD800"})
  void text_thatIsNotWellFormed_isRefused(String text) {
    assertThatThrownBy(() -> new SqlParameters(Map.of("a", new SqlValue.Text(text))))
        .hasMessage("parameter a is not well-formed text");
  }

  @Test
  void tooMuch_isRefused() {
    Map<String, SqlValue> many = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("p" + i, ONE);
    }
    assertThatThrownBy(() -> new SqlParameters(many)).hasMessage("at most 99 parameters, got 100");
    assertThatThrownBy(
            () -> new SqlParameters(Map.of("a", new SqlValue.Text("x".repeat(16 * 1024 + 1)))))
        .hasMessageContaining("16384 characters");
    assertThatThrownBy(
            () ->
                new SqlParameters(Map.of("a", new SqlValue.ListOf(Collections.nCopies(1001, ONE)))))
        .hasMessage("parameter a has more than 1000 items");
  }
}
