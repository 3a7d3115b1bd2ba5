package io.coral.ports;

import static java.util.Objects.requireNonNull;

/** Why a script was not started. */
public sealed interface ScriptFailure {
  /** One sentence for people. */
  String message();

  /** What to do instead; may be empty. */
  String hint();

  /** The script, or a file it needs, is not there, or is nothing that could be one. */
  record MissingScript(String message, String hint) implements ScriptFailure {
    public MissingScript {
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }

  /**
   * A module of the script may not be loaded.
   *
   * @param location the importing file, and line where known
   * @param rule the rule that was broken
   */
  record Refused(String location, String rule, String message, String hint)
      implements ScriptFailure {
    public Refused {
      requireNonNull(location, "location is null");
      requireNonNull(rule, "rule is null");
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }

  /** The script's modules cannot be read as TypeScript or JavaScript. */
  record Malformed(String message, String hint) implements ScriptFailure {
    public Malformed {
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }

  /**
   * The script's types do not fit together.
   *
   * @param message each mistake with its code, file, line and column
   */
  record IllTyped(String message, String hint) implements ScriptFailure {
    public IllTyped {
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }

  /** To check the script took longer than it may. */
  record CheckTimeout(String message, String hint) implements ScriptFailure {
    public CheckTimeout {
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }

  /** The runtime itself is missing or broken. */
  record RuntimeUnavailable(String message, String hint) implements ScriptFailure {
    public RuntimeUnavailable {
      requireNonNull(message, "message is null");
      requireNonNull(hint, "hint is null");
    }
  }
}
