// What the tests need of an assertion library; @std/assert would be fetched from the network.

export function assertEquals(actual: unknown, expected: unknown): void {
  const [a, e] = [Deno.inspect(actual, INSPECT), Deno.inspect(expected, INSPECT)];
  if (a !== e) {
    throw new Error(`expected ${e}\nbut was  ${a}`);
  }
}

const INSPECT = { depth: 20, iterableLimit: 1000, sorted: true, strAbbreviateSize: 100_000 };

/** Waits for the rejection of `run`, which must be of `type` and mention `text`. */
export async function assertRejects<E extends Error>(
  run: () => Promise<unknown>,
  // deno-lint-ignore no-explicit-any -- any constructor of an error
  type: new (...args: any[]) => E,
  text = "",
): Promise<E> {
  try {
    await run();
  } catch (error) {
    if (error instanceof type && error.message.includes(text)) {
      return error;
    }
    throw error;
  }
  throw new Error(`expected a ${type.name}, but nothing was thrown`);
}

export function assertThrows(run: () => unknown, text: string): void {
  try {
    run();
  } catch (error) {
    if (error instanceof Error && error.message.includes(text)) {
      return;
    }
    throw error;
  }
  throw new Error(`expected an error about ${text}, but nothing was thrown`);
}
