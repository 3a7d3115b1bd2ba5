package io.coral.grpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure.BadArgument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenFileTest {
  private static final PrincipalName CI = new PrincipalName("ci");
  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir private Path folder;
  private final HashedTokenFiles files = new HashedTokenFiles();

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }

  @Test
  void holderOf_madeToken_isWhoItWasMadeFor() throws IOException {
    var made = files.make(CI, Set.of(Scope.QUERY, Scope.INGEST));
    var holders = files.open(file("# ours\n\n  " + made.line() + "  \n")).get();

    assertThat(holders.holderOf(made.token()))
        .contains(new Member(CI, Set.of(Scope.QUERY, Scope.INGEST)));
    assertThat(holders.holderOf(Token.ofRandom(new byte[32]))).isEmpty();
  }

  @Test
  void line_ofAMadeToken_doesNotHoldTheToken() {
    var made = files.make(CI, Set.of(Scope.QUERY));

    assertThat(made.line()).matches("ci query [0-9a-f]{64}");
    assertThat(made.line() + made).doesNotContain(made.token().text());
  }

  @Test
  void scopesOf_severalTokensOfOneName_areAllOfThem() throws IOException {
    var old = files.make(CI, Set.of(Scope.QUERY));
    var next = files.make(CI, Set.of(Scope.SQL));
    var holders = files.open(file(old.line() + "\n" + next.line() + "\n")).get();

    assertThat(holders.scopesOf(CI)).containsExactlyInAnyOrder(Scope.QUERY, Scope.SQL);
    assertThat(holders.scopesOf(new PrincipalName("other"))).isEmpty();
    assertThat(holders.holderOf(old.token()).orElseThrow().scopes()).containsExactly(Scope.QUERY);
  }

  static Stream<String> badLines() {
    return Stream.of(
        "secret-word",
        "ci query",
        "ci query " + HASH + " more",
        "c:i query " + HASH,
        "ci Query " + HASH,
        "ci query,, " + HASH,
        "ci all " + HASH,
        "ci query " + HASH.substring(1),
        "ci query " + HASH.toUpperCase(Locale.ROOT),
        "ci query coral_" + "s3cret-".repeat(6) + "s");
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void open_badLine_namesTheLineAndNeverWhatItHolds(String bad) throws IOException {
    var problem = files.open(file("# a remark\nok query " + HASH + "\n" + bad + "\n")).getLeft();

    assertThat(problem)
        .isInstanceOfSatisfying(
            BadArgument.class,
            argument -> assertThat(argument.reason()).contains(folder + "/tokens, line 3: "));
    for (String word : bad.split(" ", -1)) {
      if (word.length() > 6) {
        assertThat(problem.message() + problem.hint()).doesNotContain(word);
      }
    }
  }

  @Test
  void open_oneTokenOnTwoLines_isRefused() throws IOException {
    assertThat(files.open(file("a query " + HASH + "\nb admin " + HASH + "\n")).getLeft().message())
        .endsWith("line 2: its token stands on a line before");
  }

  @Test
  void open_moreThanAThousandTokens_isRefused() throws IOException {
    String text =
        IntStream.rangeClosed(1, 1_001)
            .mapToObj(i -> "a query %064x".formatted(i))
            .collect(Collectors.joining("\n"));

    assertThat(files.open(file(text)).getLeft().message())
        .endsWith("line 1001: a file holds at most 1000 tokens");
  }

  @ParameterizedTest
  @MethodSource
  void modes(String mode, boolean fit) throws IOException {
    Path file = file("ci query " + HASH + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThat(files.open(file).isRight()).isEqualTo(fit);
    if (!fit) {
      assertThat(files.open(file).getLeft().message()).contains("may be changed by others");
    }
  }

  static Stream<Arguments> modes() {
    return Stream.of(
        Arguments.of("rw-------", true),
        Arguments.of("rw-r--r--", true),
        Arguments.of("rw-rw-r--", false),
        Arguments.of("rw-r---w-", false));
  }

  @Test
  void holderOf_changedFile_countsFromThenOn() throws IOException {
    var first = files.make(CI, Set.of(Scope.QUERY));
    var second = files.make(CI, Set.of(Scope.SQL));
    Path file = file(first.line() + "\n");
    var holders = TokenFile.open(file, Duration.ZERO).get();

    file(second.line() + "\n");

    assertThat(holders.holderOf(first.token())).isEmpty();
    assertThat(holders.holderOf(second.token())).isPresent();
  }

  @Test
  void holderOf_fileThatTurnedBad_keepsTheOldSet() throws IOException {
    var first = files.make(CI, Set.of(Scope.QUERY));
    Path file = file(first.line() + "\n");
    var holders = TokenFile.open(file, Duration.ZERO).get();

    file("half a li");

    assertThat(holders.holderOf(first.token())).isPresent();
  }

  @Test
  void append_noFile_makesOneForItsOwner() throws IOException {
    var made = files.make(CI, Set.of(Scope.QUERY));
    Path file = folder.resolve("new");

    files.append(file, made).get();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(files.open(file).get().holderOf(made.token())).isPresent();
  }

  @Test
  void append_fileWithoutALastLineEnd_addsALineOfItsOwn() throws IOException {
    var first = files.make(CI, Set.of(Scope.QUERY));
    var second = files.make(CI, Set.of(Scope.SQL));
    Path file = file(first.line());

    files.append(file, second).get();

    assertThat(Files.readAllLines(file)).containsExactly(first.line(), second.line());
  }

  @Test
  void append_fileThatIsNoTokenFile_leavesItAsItIs() throws IOException {
    Path file = file("my shopping list");

    assertThat(files.append(file, files.make(CI, Set.of(Scope.QUERY))).isLeft()).isTrue();

    assertThat(Files.readString(file)).isEqualTo("my shopping list");
  }
}
