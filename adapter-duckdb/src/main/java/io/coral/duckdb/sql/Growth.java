package io.coral.duckdb.sql;

import java.util.List;

/** How large the result of a function can be, from the sizes of what goes in. */
enum Growth {
  /** A number, a time, a truth value, whatever goes in. */
  SCALAR {
    @Override
    long bytes(List<Long> arguments) {
      return Size.SCALAR;
    }
  },
  /** One of the arguments, or a part of one; nothing is built. */
  PICK {
    @Override
    long bytes(List<Long> arguments) {
      return sum(arguments);
    }
  },
  /** All arguments side by side, each with the place that an element of a list takes. */
  SUM {
    @Override
    long bytes(List<Long> arguments) {
      return Size.plus(sum(arguments), arguments.size() * Size.SCALAR);
    }
  },
  /** Each byte written as up to sixteen. */
  SPREAD {
    @Override
    long bytes(List<Long> arguments) {
      return Size.times(SUM.bytes(arguments), 16);
    }
  },
  /** The last argument as often as there are bytes in the first. */
  REPLACED {
    @Override
    long bytes(List<Long> arguments) {
      return arguments.isEmpty()
          ? Size.SCALAR
          : Size.times(arguments.get(0), arguments.get(arguments.size() - 1));
    }
  },
  /** For every match of the second argument in the first, the third with the match put into it. */
  MATCHES {
    @Override
    long bytes(List<Long> arguments) {
      if (arguments.size() < 3) {
        return Size.SCALAR; // does not bind
      }
      // A place in it, such as \1, is two characters; all matches together are the text itself.
      long each = Size.plus(Size.SCALAR, Size.times(2, arguments.get(2)));
      return Size.times(Size.plus(arguments.get(0), Size.SCALAR), each);
    }
  },
  /** As many characters as the second argument, a literal, says. */
  PADDED {
    @Override
    long bytes(List<Long> arguments) {
      return arguments.size() < 2 ? Size.SCALAR : Size.times(4, arguments.get(1));
    }
  },
  /** As many parts of a bar as the fourth argument, a literal, says. */
  BARRED {
    @Override
    long bytes(List<Long> arguments) {
      return arguments.size() < 4 ? 4 * 80 : Size.times(4, arguments.get(3));
    }
  },
  /** The first argument as often as the second, a literal, says. */
  REPEATED {
    @Override
    long bytes(List<Long> arguments) {
      return arguments.size() < 2
          ? Size.SCALAR
          : Size.times(Size.plus(arguments.get(0), Size.SCALAR), arguments.get(1));
    }
  },
  /** All arguments, with any of them between all elements of the others. */
  JOINED {
    @Override
    long bytes(List<Long> arguments) {
      long longest = arguments.stream().mapToLong(Long::longValue).max().orElse(0);
      long elements = Size.plus(arguments.size(), sum(arguments) / Size.SCALAR);
      return Size.plus(SUM.bytes(arguments), Size.times(longest, elements));
    }
  },
  /** As much as there are rows. */
  BULK {
    @Override
    long bytes(List<Long> arguments) {
      return Size.BULK;
    }
  };

  /** An upper bound on a result. */
  abstract long bytes(List<Long> arguments);

  /**
   * Whether memory is taken for each result that neither the engine's limit nor a cancel reaches.
   */
  boolean builds() {
    return switch (this) {
      case SCALAR, PICK, BULK -> false;
      case SUM, SPREAD, REPLACED, MATCHES, PADDED, BARRED, REPEATED, JOINED -> true;
    };
  }

  private static long sum(List<Long> arguments) {
    return arguments.stream().mapToLong(Long::longValue).reduce(0, Size::plus);
  }
}
