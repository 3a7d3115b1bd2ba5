/**
 * Hands on what becomes of `work`, and gives an error of it the stack of whoever called: an engine
 * follows what is awaited, but not what an iterator hands over, and then an error says nothing about
 * the script that asked.
 */
export function toldToCaller<T>(work: Promise<T>): Promise<T> {
  const caller: { stack?: unknown } = {};
  Error.captureStackTrace(caller, toldToCaller); // written out only when it is read
  return work.catch((error) => {
    if (error instanceof Error) {
      addCaller(error, framesOf(caller.stack));
    }
    throw error;
  });
}

/** Once, although every reader of a stream that has failed is told of the same error. */
function addCaller(error: Error, frames: string[]): void {
  const [first] = frames;
  if (first !== undefined && !framesOf(error.stack).includes(first)) {
    const value = [error.stack ?? String(error), ...frames].join("\n");
    Reflect.defineProperty(error, "stack", { value, writable: true, configurable: true });
  }
}

/** Where the script has changed how stacks are written, there may be none. */
function framesOf(stack: unknown): string[] {
  return typeof stack === "string"
    ? stack.split("\n").filter((line) => line.startsWith("    at "))
    : [];
}
