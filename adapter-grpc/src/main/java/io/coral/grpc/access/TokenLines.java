package io.coral.grpc.access;

import io.coral.domain.access.Principal.Member;
import io.coral.domain.access.PrincipalName;
import io.coral.domain.access.Scope;
import io.coral.grpc.access.TokenTable.Entry;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a token file: a line for each token with its holder's name, what it is for, and its
 * hash. Lines that begin with # are remarks. Problems name a line and never what it holds: somebody
 * may have put a secret there.
 */
final class TokenLines {
  /** More than people keep by hand, and few enough to compare a token with each of them. */
  private static final int MOST_ENTRIES = 1_000;

  private TokenLines() {}

  static String line(Member holder, TokenHash hash) {
    return holder.name() + " " + Scope.words(holder.scopes()) + " " + hash.hex();
  }

  /** Reads a file's text, or says which line is wrong, and how. */
  static Either<String, TokenTable> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Either<String, Entry> entry = entry(line);
      if (entry.isLeft()) {
        return problem(i, entry.getLeft());
      }
      if (new TokenTable(entries).holds(entry.get().hash())) {
        return problem(i, "its token stands on a line before");
      }
      if (entries.size() == MOST_ENTRIES) {
        return problem(i, "a file holds at most " + MOST_ENTRIES + " tokens");
      }
      entries.add(entry.get());
    }
    return Either.right(new TokenTable(entries));
  }

  private static Either<String, TokenTable> problem(int index, String what) {
    return Either.left("line " + (index + 1) + ": " + what);
  }

  private static Either<String, Entry> entry(String line) {
    String[] words = line.split("\\s+", -1);
    if (words.length != 3) {
      return Either.left("a line has a name, scopes with commas, and a hash");
    }
    PrincipalName name;
    try {
      name = new PrincipalName(words[0]);
    } catch (IllegalArgumentException e) {
      return Either.left("its first word is no name");
    }
    Either<String, Set<Scope>> scopes = Scope.parse(words[1]);
    if (scopes.isLeft()) {
      return Either.left("its second word is " + scopes.getLeft());
    }
    Optional<TokenHash> hash = TokenHash.parse(words[2]);
    return hash.isEmpty()
        ? Either.left("its third word is no hash; coral colony token makes the line")
        : Either.right(new Entry(new Member(name, scopes.get()), hash.get()));
  }
}
