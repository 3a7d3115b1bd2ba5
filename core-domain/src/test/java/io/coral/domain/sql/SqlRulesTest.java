package io.coral.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "  select\n\t'größe'  ", "DROP TABLE x", ";", "\u001B[2J"})
  void sqlText_isKeptAsWritten_forTheGuardToJudge(String text) {
    assertThat(new SqlText(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\u2003"})
  void sqlText_blank_isRefused(String text) {
    assertThatThrownBy(() -> new SqlText(text)).hasMessage("SQL is empty");
  }

  @Test
  void sqlText_tooLongOrWithANul_isRefused() {
    assertThat(new SqlText("x".repeat(16_384)).text()).hasSize(16_384);
    assertThatThrownBy(() -> new SqlText("x".repeat(16_385)))
        .hasMessage("SQL must have at most 16384 characters, got 16385");
    assertThatThrownBy(() -> new SqlText("SELECT 1\0")).hasMessage("SQL holds a NUL character");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void rowLimit_outsideOfItsRange_isRefused(int rows) {
    assertThatThrownBy(() -> new RowLimit(rows))
        .hasMessage("row limit must be in [1, 10000], got " + rows);
  }

  @Test
  void rowLimit_atItsEnds() {
    assertThat(new RowLimit(1).rows()).isEqualTo(1);
    assertThat(RowLimit.DEFAULT.rows()).isEqualTo(10_000);
  }

  @Test
  void refusal_message_namesWhatAndWhere() {
    var reason = SqlRefusal.Reason.FUNCTION_NOT_ALLOWED;
    assertThat(SqlRefusal.of(reason, "", "").message()).isEqualTo("this function cannot be called");
    assertThat(SqlRefusal.of(reason, "getenv", "").message())
        .isEqualTo("this function cannot be called: getenv");
    assertThat(
            new SqlRefusal(reason, "getenv", Optional.of(SqlPlace.in("SELECT\n getenv(1)", 8)), "")
                .message())
        .isEqualTo("this function cannot be called: getenv (line 2, column 2)");
  }

  @ParameterizedTest
  @EnumSource
  void refusal_everyReason_saysSomething(SqlRefusal.Reason reason) {
    assertThat(SqlRefusal.of(reason, "", "").message()).isNotBlank();
  }

  @Test
  void values_keepTheirOwnLists() {
    var list = new ArrayList<SqlValue>(List.of(new SqlValue.Null()));
    var fields = new ArrayList<>(List.of(new SqlValue.Field("a", new SqlValue.Bool(true))));
    var bytes = new ArrayList<>(List.of((byte) 1));
    var values =
        List.of(new SqlValue.ListOf(list), new SqlValue.Struct(fields), new SqlValue.Bytes(bytes));
    list.clear();
    fields.clear();
    bytes.clear();

    assertThat(values)
        .containsExactly(
            new SqlValue.ListOf(List.of(new SqlValue.Null())),
            new SqlValue.Struct(List.of(new SqlValue.Field("a", new SqlValue.Bool(true)))),
            new SqlValue.Bytes(List.of((byte) 1)));
  }

  @Test
  void floats_mayBeAnything() {
    assertThat(new SqlValue.Float64(Double.NaN)).isEqualTo(new SqlValue.Float64(Double.NaN));
    assertThat(new SqlValue.Float64(-0.0)).isNotEqualTo(new SqlValue.Float64(0.0));
  }
}
