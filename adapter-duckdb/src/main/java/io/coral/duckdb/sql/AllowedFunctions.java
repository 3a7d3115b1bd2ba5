package io.coral.duckdb.sql;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that a statement may call, by topic, with what each may make of its arguments.
 *
 * <p>Notable absences:
 *
 * <ul>
 *   <li>{@code read_csv}, {@code glob} and everything else that opens a file; {@code query} and
 *       {@code query_table}, which run text; {@code getvariable}, {@code current_setting}, {@code
 *       duckdb_…} and {@code pragma_…}, which tell about the process; {@code nextval}, {@code
 *       setseed}, {@code sleep_ms}, {@code write_log}, which have effects.
 *   <li>{@code printf}, {@code format}, {@code bitstring}, {@code to_base}, {@code range} as a
 *       list, {@code list_resize}: a number in their arguments decides how much memory one value
 *       takes, and neither the memory limit nor a cancellation reaches them. {@code repeat}, {@code
 *       lpad}, {@code rpad} and {@code bar} take a small number that stands there as such.
 *   <li>{@code list_reduce}: doubles a list in every step. {@code list_aggregate}: takes the name
 *       of a function as text; {@code list_sum} and its kin are there.
 *   <li>{@code levenshtein}, {@code jaccard} and the like: quadratic in text that cannot be
 *       interrupted. For the same reason patterns must stand there as such: one that differs from
 *       row to row is compiled for each, two thousand rows at a time.
 *   <li>{@code json_…}: the views hold no JSON, and some run serialized statements.
 * </ul>
 */
final class AllowedFunctions {
  private enum Topic {
    COUNTING_AND_SUMMING(
        Growth.SCALAR,
        """
        count count_star count_if countif sum sum_no_overflow fsum kahan_sum sumkahan avg mean favg
        product bool_and bool_or bit_and bit_or bit_xor approx_count_distinct wavg weighted_avg
        geomean geometric_mean
        """),
    STATISTICS(
        Growth.SCALAR,
        """
        stddev stddev_pop stddev_samp variance var_pop var_samp sem mad skewness kurtosis
        kurtosis_pop entropy corr covar_pop covar_samp regr_avgx regr_avgy regr_count
        regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
        """),
    ONE_OF_THE_VALUES(
        Growth.PICK,
        """
        min max any_value arbitrary first last mode arg_min arg_max argmin argmax min_by max_by
        arg_min_null arg_max_null arg_min_nulls_last arg_max_nulls_last median quantile
        quantile_cont quantile_disc approx_quantile reservoir_quantile
        """),
    ALL_OF_THE_VALUES(Growth.BULK, "list array_agg string_agg group_concat listagg histogram"),
    WINDOW_RANKS(
        Growth.SCALAR, "row_number rank dense_rank rank_dense percent_rank cume_dist ntile"),
    WINDOW_VALUES(Growth.PICK, "first_value last_value nth_value lag lead fill"),
    OPERATORS(
        Growth.SCALAR,
        """
        + - * / // % ** ^ & | ~ << >> @ && @> <@ ^@
        ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape
        """),
    ARITHMETIC(
        Growth.SCALAR,
        """
        abs add subtract multiply divide mod fmod fdiv sign signbit round round_even roundbankers
        even trunc floor ceil ceiling sqrt cbrt pow power exp ln log log2 log10 gcd lcm
        greatest_common_divisor least_common_multiple factorial gamma lgamma nextafter xor
        bit_count isnan isinf isfinite random
        """),
    TRIGONOMETRY(
        Growth.SCALAR,
        """
        pi degrees radians sin cos tan cot asin acos atan atan2 sinh cosh tanh asinh acosh atanh
        """),
    CHOICE(Growth.PICK, "if ifnull nullif greatest least"),
    ABOUT_TEXT(
        Growth.SCALAR,
        """
        length len char_length character_length strlen octet_length bit_length position strpos
        instr contains starts_with ends_with prefix suffix regexp_matches regexp_full_match ascii
        unicode ord hash typeof chr format_bytes formatreadablesize formatreadabledecimalsize
        """),
    FROM_TEXT(
        Growth.SUM,
        """
        || concat upper ucase lower lcase trim ltrim rtrim substr substring left right
        reverse overlay split_part regexp_extract strip_accents nfc_normalize md5 sha256
        """),
    REWRITTEN_TEXT(
        Growth.SPREAD,
        """
        strftime translate hex to_hex base64 to_base64 encode decode url_encode url_decode split str_split
        string_split string_to_array str_split_regex string_split_regex regexp_split_to_array
        regexp_extract_all
        """),
    REPLACED_TEXT(Growth.REPLACED, "replace"),
    REPLACED_MATCHES(Growth.MATCHES, "regexp_replace"),
    PADDED_TEXT(Growth.PADDED, "lpad rpad"),
    BARS(Growth.BARRED, "bar"),
    REPEATED_TEXT(Growth.REPEATED, "repeat"),
    JOINED_TEXT(Growth.JOINED, "concat_ws array_to_string"),
    CALENDAR(
        Growth.SCALAR,
        """
        now today get_current_timestamp transaction_timestamp current_localtime
        current_localtimestamp age ago date_trunc datetrunc date_part datepart date_diff datediff
        date_sub datesub date_add time_bucket epoch epoch_ms epoch_us epoch_ns to_timestamp
        make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz
        strptime try_strptime timezone timezone_hour timezone_minute last_day days_in_month
        """),
    PARTS_OF_A_DATE(
        Growth.SCALAR,
        """
        year month day hour minute second millisecond microsecond nanosecond quarter week
        weekofyear weekday yearweek isodow isoyear dayofweek dayofmonth dayofyear dayname monthname
        decade century millennium era julian
        """),
    INTERVALS(
        Growth.SCALAR,
        """
        to_microseconds to_milliseconds to_seconds to_minutes to_hours to_days to_weeks to_months
        to_quarters to_years to_decades to_centuries to_millennia normalized_interval
        """),
    PUT_TOGETHER(Growth.SUM, "list_value list_pack row struct_pack map"),
    ABOUT_LISTS(
        Growth.SCALAR,
        """
        array_length cardinality list_contains list_has array_contains array_has list_has_any
        list_has_all array_has_any array_has_all list_position list_indexof array_position
        array_indexof list_unique array_unique list_count list_sum list_avg list_product
        list_stddev_pop list_stddev_samp list_var_pop list_var_samp list_bool_and list_bool_or
        list_approx_count_distinct
        """),
    FROM_LISTS(
        Growth.PICK,
        """
        list_extract list_element array_extract element_at map_extract map_extract_value
        struct_extract list_slice array_slice list_min list_max list_median list_mode list_first
        list_last list_any_value unnest
        """),
    OTHER_LISTS(
        Growth.SUM,
        """
        list_sort array_sort list_reverse_sort array_reverse_sort list_reverse array_reverse
        list_distinct array_distinct list_concat list_cat array_concat array_cat list_append
        array_append list_prepend array_prepend list_intersect array_intersect list_filter
        array_filter filter list_transform array_transform list_apply array_apply apply flatten
        list_zip array_zip map_keys map_values map_entries
        """);

    private final Growth growth;
    private final String names;

    Topic(Growth growth, String names) {
      this.growth = growth;
      this.names = names;
    }
  }

  private static final Map<String, Growth> ALLOWED = allowed();

  private static final Set<String> INTERVALS = named(Topic.INTERVALS.names);

  /**
   * Macros of the engine that write an argument more than once into the plan, and how often. Nested
   * ones multiply.
   */
  private static final Map<String, Integer> COPIES =
      Map.of(
          "nullif",
          2,
          "fmod",
          2,
          "split_part",
          3,
          "weighted_avg",
          3,
          "wavg",
          3,
          "array_to_string",
          2);

  /** Functions that take a further argument with which they return a list of that length. */
  private static final Map<String, Integer> MOST_ARGUMENTS =
      Map.ofEntries(
          Map.entry("min", 1),
          Map.entry("max", 1),
          Map.entry("arg_min", 2),
          Map.entry("arg_max", 2),
          Map.entry("argmin", 2),
          Map.entry("argmax", 2),
          Map.entry("min_by", 2),
          Map.entry("max_by", 2),
          Map.entry("arg_min_null", 2),
          Map.entry("arg_max_null", 2),
          Map.entry("arg_min_nulls_last", 2),
          Map.entry("arg_max_nulls_last", 2),
          Map.entry("histogram", 1),
          Map.entry("unnest", 1));

  /** Functions whose second argument is a pattern, compiled once only if it is the same for all. */
  private static final Set<String> PATTERNS =
      Set.of(
          "~",
          "!~",
          "regexp_matches",
          "regexp_full_match",
          "regexp_extract",
          "regexp_extract_all",
          "regexp_replace",
          "regexp_split_to_array",
          "string_split_regex",
          "str_split_regex");

  /** Functions that compare each place of a text with all of another, at worst. */
  private static final Set<String> SEARCHES =
      named(
          """
          ~~ !~~ ~~* !~~* ~~~ ~ !~ ^@ like_escape not_like_escape ilike_escape not_ilike_escape
          position strpos instr contains starts_with ends_with prefix suffix
          regexp_matches regexp_full_match regexp_extract regexp_extract_all regexp_replace
          regexp_split_to_array string_split_regex str_split_regex
          replace translate trim ltrim rtrim split_part split str_split string_split
          string_to_array
          """);

  /**
   * Functions that sort, index or rewrite all of what they are given without looking up whether the
   * statement was cancelled.
   */
  private static final Set<String> SLOW_IN_BULK =
      named(
          """
          && @> <@ hash list_contains list_has array_contains array_has list_has_any list_has_all
          array_has_any array_has_all list_position list_indexof array_position array_indexof
          list_unique array_unique list_median list_mode list_approx_count_distinct bit_count
          bit_length strptime try_strptime
          """);

  /** Which argument says how long the result becomes. */
  private static final Map<String, Integer> COUNTS =
      Map.of("lpad", 1, "rpad", 1, "repeat", 1, "bar", 3);

  private AllowedFunctions() {}

  /** Whether the function makes an interval of a number. */
  static boolean isInterval(String name) {
    return INTERVALS.contains(Names.folded(name));
  }

  /** Whether this argument must be text that stands there as such. */
  static boolean isPattern(String name, int argument) {
    return argument == 1 && PATTERNS.contains(name);
  }

  /** Whether its time grows with the product of two arguments' sizes. */
  static boolean searches(String name) {
    return SEARCHES.contains(name);
  }

  /** Whether it must not be given the text or list of a whole group. */
  static boolean isSlowInBulk(String name) {
    return SEARCHES.contains(name) || SLOW_IN_BULK.contains(name);
  }

  /** Whether this argument must be a small number that stands there as such. */
  static boolean isCount(String name, int argument) {
    return COUNTS.getOrDefault(name, -1) == argument;
  }

  static Optional<Growth> growth(String name) {
    return Optional.ofNullable(ALLOWED.get(name));
  }

  static int copies(String name) {
    return COPIES.getOrDefault(name, 1);
  }

  static int mostArguments(String name, int otherwise) {
    return MOST_ARGUMENTS.getOrDefault(name, otherwise);
  }

  static Set<String> names() {
    return ALLOWED.keySet();
  }

  private static Set<String> named(String names) {
    return Set.of(names.strip().split("\\s+"));
  }

  private static Map<String, Growth> allowed() {
    Map<String, Growth> allowed = new HashMap<>();
    for (Topic topic : Topic.values()) {
      named(topic.names).forEach(name -> allowed.put(name, topic.growth));
    }
    return Collections.unmodifiableMap(allowed);
  }
}
