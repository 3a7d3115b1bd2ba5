package io.coral.duckdb.sql;

/** The walks over the parts of one statement, which call each other. */
final class TreeWalk {
  private final Judgement judgement;
  private final QueryWalk queries;
  private final TableWalk tables;
  private final ExpressionWalk expressions;
  private final StarWalk stars;
  private final LambdaWalk lambdas;
  private final FunctionWalk functions;
  private final TypeWalk types;

  TreeWalk(Judgement judgement) {
    this.judgement = judgement;
    this.queries = new QueryWalk(this);
    this.tables = new TableWalk(this);
    this.expressions = new ExpressionWalk(this);
    this.stars = new StarWalk(this);
    this.lambdas = new LambdaWalk(this);
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

  StarWalk stars() {
    return stars;
  }

  LambdaWalk lambdas() {
    return lambdas;
  }

  FunctionWalk functions() {
    return functions;
  }

  TypeWalk types() {
    return types;
  }
}
