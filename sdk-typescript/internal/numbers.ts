/** A whole number as a number where it is exact, as a bigint where it would not be. */
export function exact(value: bigint): number | bigint {
  return isSafe(value) ? Number(value) : value;
}

function isSafe(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
}

/**
 * Counts, which fit a number for longer than any colony will run.
 *
 * @throws {RangeError} If one does not, which is better than a wrong digit.
 */
export function count(value: bigint): number {
  if (!isSafe(value)) {
    throw new RangeError(`Cannot represent ${value} exactly`);
  }
  return Number(value);
}
