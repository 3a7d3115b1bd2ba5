package io.coral.domain.failure;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.time.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Why a question has no answer. Each says what happened and, where one exists, what to do. */
public sealed interface QueryFailure {
  /** One sentence for people, without secrets or paths. */
  String message();

  /** What to do instead; empty if there is nothing to advise. */
  String hint();

  /**
   * The question itself is malformed.
   *
   * @param field the argument, as the wire names it
   * @param reason what is wrong with it
   * @param hint what to write instead; may be empty
   */
  record BadArgument(String field, String reason, String hint) implements QueryFailure {
    public BadArgument {
      requireNonNull(field, "field is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(hint, "hint is null");
    }

    @Override
    public String message() {
      return field + ": " + reason;
    }
  }

  /**
   * Nothing of that name was ever recorded.
   *
   * @param kind what was looked for
   * @param name as it was asked for
   * @param nearNames known names that resemble it, nearest first; possibly empty
   */
  record NotFound(Kind kind, String name, List<String> nearNames) implements QueryFailure {
    public NotFound {
      requireNonNull(kind, "kind is null");
      requireNonNull(name, "name is null");
      nearNames = List.copyOf(nearNames);
    }

    @Override
    public String message() {
      return "unknown " + kind.word() + " \"" + name + "\"";
    }

    @Override
    public String hint() {
      return nearNames.isEmpty()
          ? kind.whereToLook()
          : "did you mean " + String.join(", ", nearNames) + "?";
    }

    /** What can be looked for by name. */
    public enum Kind {
      SERVICE("service", "coral query services --all lists what is known"),
      METRIC("metric", "http.server.duration is known for every service with requests"),
      TABLE("table", "coral query schema lists the tables");

      private final String word;
      private final String whereToLook;

      Kind(String word, String whereToLook) {
        this.word = word;
        this.whereToLook = whereToLook;
      }

      public String word() {
        return word;
      }

      String whereToLook() {
        return whereToLook;
      }
    }
  }

  /**
   * The name is known, but the window holds nothing of it.
   *
   * @param subject what was asked for, such as {@code payments http.server.duration}
   * @param applied the window that was searched
   * @param lastData the last minutes that hold some, if any do
   */
  record NoData(String subject, TimeWindow applied, Optional<TimeWindow> lastData)
      implements QueryFailure {
    public NoData {
      requireNonNull(subject, "subject is null");
      requireNonNull(applied, "applied is null");
      requireNonNull(lastData, "lastData is null");
    }

    @Override
    public String message() {
      return "no data for "
          + subject
          + " in "
          + applied
          + lastData.map(range -> "; the last is in " + range).orElse("");
    }

    @Override
    public String hint() {
      return lastData
          .map(range -> "ask with --from " + range.from() + " --to " + range.to())
          .orElse("");
    }
  }

  /**
   * The SQL guard refused the statement; nothing was executed.
   *
   * @param refusal the rule that was broken
   */
  record SqlRefused(SqlRefusal refusal) implements QueryFailure {
    public SqlRefused {
      requireNonNull(refusal, "refusal is null");
    }

    @Override
    public String message() {
      return refusal.message();
    }

    @Override
    public String hint() {
      return refusal.hint();
    }
  }

  /**
   * The caller may not ask this.
   *
   * @param kind whether it is unknown who asks, or known and not allowed
   */
  record AccessDenied(Kind kind, String message, String hint) implements QueryFailure {
    public AccessDenied {
      requireNonNull(kind, "kind is null");
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }

    /** Which of the two doors was shut. */
    public enum Kind {
      /** It is not known who asks. */
      UNAUTHENTICATED,
      /** It is known, and not allowed. */
      PERMISSION_DENIED
    }
  }

  /**
   * The answer would cost more than is allowed.
   *
   * @param limit the limit that was reached
   */
  record LimitExceeded(String limit, String message, String hint) implements QueryFailure {
    public LimitExceeded {
      requireNonNull(limit, "limit is null");
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }

  /**
   * The answer did not come in time; the work was stopped.
   *
   * @param allowed the time there was, positive
   */
  record DeadlineExceeded(Duration allowed) implements QueryFailure {
    public DeadlineExceeded {
      requireNonNull(allowed, "allowed is null");
    }

    @Override
    public String message() {
      return "no answer within " + allowed.toMillis() + " ms";
    }

    @Override
    public String hint() {
      return "ask for a shorter window, or allow more time";
    }
  }

  /** The asker gave up; the work was stopped. */
  record Cancelled() implements QueryFailure {
    @Override
    public String message() {
      return "cancelled by the caller";
    }

    @Override
    public String hint() {
      return "";
    }
  }

  /** The colony or its store cannot answer now; asking again may help. */
  record Unavailable(String message, String hint) implements QueryFailure {
    public Unavailable {
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }
}
