package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlRefusal.Reason;

/** Judges lambdas, which stand in the arguments of functions over lists. */
final class LambdaWalk {
  private final TreeWalk walk;

  LambdaWalk(TreeWalk walk) {
    this.walk = walk;
  }

  /**
   * What a lambda builds over a list. Its elements share the bytes of the list and take sixteen
   * each at least; all of them together build the most when one is as long as the list and all
   * others are short.
   */
  Size lambda(Node node, Size list, Scope scope) {
    walk.judgement().enter(node);
    node.text("type");
    node.text("alias");
    if (!node.text("syntax_type").equals("LAMBDA_KEYWORD")) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, "the arrow of a lambda", "write lambda x: x + 1");
    }
    long length = Math.max(Size.SCALAR, list.bytes());
    Size longest = body(node, length, scope);
    Size shortest = body(node, Size.SCALAR, scope);
    node.end();
    walk.judgement().leave();
    long others = Size.times(length / Size.SCALAR, shortest.bytes());
    return new Size(longest.nodes(), Size.plus(longest.bytes(), others), true);
  }

  private Size body(Node node, long elementBytes, Scope scope) {
    Scope inner = scope.lambda();
    inner.addTable("", new Shape(1, elementBytes, 0, 0));
    walk.expressions().expression(node.required("lhs"), inner);
    Size body = walk.expressions().expression(node.required("expr"), inner);
    if (scope.isInLambda() || body.lambda()) {
      throw node.refuse(
          Reason.SYNTAX_NOT_ALLOWED, "a lambda in a lambda", "take the list apart with unnest");
    }
    return body;
  }
}
