package io.coral.duckdb.sql;

/** The walks over the parts of one statement, which call each other. */
final class TreeWalk {
  private final Judgement judgement;
  private final QueryWalk queries;
  private final TableWalk tables;
  private final ExpressionWalk expressions;
  private final FunctionWalk functions;
  private final TypeWalk types;

  TreeWalk(Judgement judgement) {
    this.judgement = judgement;
    this.queries = new QueryWalk(this);
    this.tables = new TableWalk(this);
    this.expressions = new ExpressionWalk(this);
    this.functions = new FunctionWalk(this);
    this.types = new TypeWalk(this);
  }

  Judgement judgement() {
    return judgement;
  }

  QueryWalk queries() {
    return queries;
  }

  TableWalk tables() {
    return tables;
  }

  ExpressionWalk expressions() {
    return expressions;
  }

  FunctionWalk functions() {
    return functions;
  }

  TypeWalk types() {
    return types;
  }
}
