package io.coral.benchmarks.command;

/** The least that a Java program does: what every start is measured beside. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
