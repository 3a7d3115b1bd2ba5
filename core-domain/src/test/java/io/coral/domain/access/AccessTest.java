package io.coral.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  @Test
  void scopes_writtenAndRead_areTheSame() {
    var scopes = Set.of(Scope.SQL, Scope.QUERY, Scope.ADMIN);

    assertThat(Scope.words(scopes)).isEqualTo("query,sql,admin");
    assertThat(Scope.parse("admin,query,sql").get()).isEqualTo(scopes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "query,", "Query", "query, sql", "all", "query;sql"})
  void scopes_notAList_saysWhatThereIs(String text) {
    assertThat(Scope.parse(text).getLeft()).endsWith("query,sql,ingest,admin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".a", "a b", "a\n", "a#b", "ü"})
  void name_thatWouldNotFitALine_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PrincipalName(text));
  }

  @Test
  void name_hasAtMost64Characters() {
    assertThat(new PrincipalName("a".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new PrincipalName("a".repeat(65)));
  }

  @Test
  void token_ofRandomBytes_isReadAgain() {
    var token = Token.ofRandom(new byte[32]);

    assertThat(Token.parse(token.text())).contains(token);
  }

  @Test
  void token_inAMessage_doesNotShowItself() {
    var token = Token.ofRandom(new byte[32]);

    assertThat("" + token).doesNotContain("AAAA");
    assertThat("" + Optional.of(token)).doesNotContain("AAAA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "coral_", "password", "coral_hunter2", "CORAL_AAAA"})
  void token_otherText_isNone_andIsNotRepeated(String text) {
    assertThat(Token.parse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Token(text))
        .withMessage("not a token; coral colony token makes one");
  }

  @Test
  void run_withMoreThanQuestions_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Principal.Run(new PrincipalName("ci"), Set.of(Scope.QUERY, Scope.INGEST)));
  }

  @Test
  void anyone_mayDoEverything() {
    assertThat(new Principal.Anyone().scopes()).containsExactlyInAnyOrder(Scope.values());
  }
}
