package io.coral.duckdb.sql;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB's own parser and printer, on an instance of its own that holds no data and can open
 * nothing. Callers' text goes in as the value of a parameter, never as a statement. Thread-safe:
 * each call has a session to itself, and a few sessions are kept for the next calls.
 */
final class StatementParser implements AutoCloseable {
  /** More calls at once than these open sessions for themselves. */
  private static final int KEPT_SESSIONS = 8;

  private final DuckDBConnection root;
  private final BlockingQueue<ParserSession> idle = new ArrayBlockingQueue<>(KEPT_SESSIONS);

  private StatementParser(DuckDBConnection root) {
    this.root = root;
  }

  /**
   * @throws SQLException if DuckDB cannot be started
   */
  static StatementParser open() throws SQLException {
    var settings = new Properties();
    settings.setProperty("enable_external_access", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    settings.setProperty("memory_limit", "128MB");
    settings.setProperty("max_temp_directory_size", "0MB");
    settings.setProperty("threads", "1");
    var root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
    try (Statement statement = root.createStatement()) {
      statement.execute("SET lock_configuration = true");
    }
    return new StatementParser(root);
  }

  /**
   * The parse tree of {@code sql}, or the description of a parse error.
   *
   * @throws SQLException if the tree does not fit the memory limit
   * @throws IOException if the tree is too deep
   */
  Json parse(String sql) throws SQLException, IOException {
    return JsonReader.read(tree(sql));
  }

  /** The tree as the engine writes it. */
  String tree(String sql) throws SQLException {
    return inSession(session -> session.tree(sql));
  }

  /**
   * SQL for a tree.
   *
   * @throws SQLException if it is not the tree of a statement
   */
  String print(String tree) throws SQLException {
    return inSession(session -> session.print(tree));
  }

  /** A session that failed is not used again. */
  private String inSession(Work work) throws SQLException {
    ParserSession found = idle.poll();
    ParserSession session = found != null ? found : new ParserSession(root.duplicate());
    boolean kept = false;
    try {
      String answer = work.on(session);
      kept = idle.offer(session);
      return answer;
    } finally {
      if (!kept) {
        session.close();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (root) {
      for (ParserSession session = idle.poll(); session != null; session = idle.poll()) {
        session.close();
      }
    }
  }

  private interface Work {
    String on(ParserSession session) throws SQLException;
  }
}
