import { CoralError } from "../error.ts";

/** What `ask` answers, or `none` if the colony has no data in the window. */
export async function orNoData<A>(none: A, ask: () => Promise<A>): Promise<A> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CoralError && error.reason === "NO_DATA") {
      return none;
    }
    throw error;
  }
}

/**
 * @param name Of the argument, for the message.
 * @throws {RangeError} If `quantile` is outside [0, 1].
 */
export function checkQuantile(name: string, quantile: number): void {
  if (!(quantile >= 0 && quantile <= 1)) {
    const hint = quantile > 1 && quantile <= 100 ? `; p${quantile} is ${quantile / 100}` : "";
    throw new RangeError(
      `Cannot query percentile: '${name}' must be in [0, 1], received ${quantile}${hint}`,
    );
  }
}
