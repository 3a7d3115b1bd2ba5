package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;
import java.util.List;
import java.util.Set;

/** Judges the target types of casts. */
final class TypeWalk {
  private final TreeWalk walk;

  TypeWalk(TreeWalk walk) {
    this.walk = walk;
  }

  /** Returns whether values of the type have a length of their own. */
  boolean type(Node node) {
    walk.judgement().enter(node);
    node.oneOf("class", Set.of("TYPE"));
    node.oneOf("type", Set.of("TYPE"));
    node.text("alias");
    String name = node.text("type_name");
    checkPath(node, name);
    List<Node> parameters = node.nodes("children");
    node.end();
    boolean hasLength = judged(node, name, parameters);
    walk.judgement().leave();
    return hasLength;
  }

  private boolean judged(Node node, String name, List<Node> parameters) {
    if (AllowedTypes.isList(name)) {
      walk.judgement().checkCount(node, parameters.size(), 1, "types of a list");
      parameters.forEach(this::type);
      return true;
    }
    boolean isText = AllowedTypes.isText(name);
    if (!isText && !AllowedTypes.isScalar(name)) {
      throw refused(node, name);
    }
    walk.judgement().checkCount(node, parameters.size(), 2, "parameters of a type");
    parameters.forEach(Literals::number);
    return isText;
  }

  private static void checkPath(Node node, String name) {
    boolean plain =
        node.text("catalog").isEmpty()
            && node.text("schema").isEmpty()
            && node.path().equals(List.of(name));
    if (!plain) {
      throw refused(node, name);
    }
  }

  private static RefusedException refused(Node node, String name) {
    return node.refuse(
        Reason.TYPE_NOT_ALLOWED, name, "cast to plain types such as BIGINT, DOUBLE or VARCHAR");
  }
}
