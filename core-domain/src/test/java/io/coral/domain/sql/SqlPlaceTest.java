package io.coral.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SqlPlaceTest {
  @Test
  void in_theFirstLine_countsFromOne() {
    assertThat(SqlPlace.in("SELECT x", 0)).isEqualTo(new SqlPlace(0, 1, 1));
    assertThat(SqlPlace.in("SELECT x", 7)).isEqualTo(new SqlPlace(7, 1, 8));
    assertThat(SqlPlace.in("SELECT x", 8)).isEqualTo(new SqlPlace(8, 1, 9));
  }

  @Test
  void in_laterLines_countsEveryKindOfLineEndOnce() {
    String text = "a\nb\r\nc\rd\n\ne";

    assertThat(SqlPlace.in(text, text.indexOf('b')).line()).isEqualTo(2);
    assertThat(SqlPlace.in(text, text.indexOf('c')).line()).isEqualTo(3);
    assertThat(SqlPlace.in(text, text.indexOf('d')).line()).isEqualTo(4);
    assertThat(SqlPlace.in(text, text.indexOf('e'))).isEqualTo(new SqlPlace(10, 6, 1));
  }

  @Test
  void in_behindACharacterOfTwoUnits_countsItAsOneColumn() {
    assertThat(SqlPlace.in("'👍ü' x", 6)).isEqualTo(new SqlPlace(6, 1, 6));
  }

  @Test
  void in_outsideOfTheText_isNoPlace() {
    assertThatThrownBy(() -> SqlPlace.in("x", 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> SqlPlace.in("x", -1)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new SqlPlace(0, 0, 1)).hasMessageContaining("line 0");
  }

  @Property
  void in_anyText_growsWithTheOffset(@ForAll String text) {
    var before = SqlPlace.in(text, 0);
    for (int offset = 1; offset <= text.length(); offset++) {
      var place = SqlPlace.in(text, offset);
      boolean further =
          place.line() == before.line()
              ? place.column() >= before.column()
              : place.line() == before.line() + 1 && place.column() == 1;
      assertThat(further).as("%s after %s", place, before).isTrue();
      before = place;
    }
  }
}
