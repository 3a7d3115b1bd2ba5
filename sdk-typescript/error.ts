/**
 * The one error class of the SDK.
 *
 * @module
 */

/** Names of gRPC's status codes, as its specification writes them. */
export type CoralErrorCode =
  | "CANCELLED"
  | "UNKNOWN"
  | "INVALID_ARGUMENT"
  | "DEADLINE_EXCEEDED"
  | "NOT_FOUND"
  | "ALREADY_EXISTS"
  | "PERMISSION_DENIED"
  | "RESOURCE_EXHAUSTED"
  | "FAILED_PRECONDITION"
  | "ABORTED"
  | "OUT_OF_RANGE"
  | "UNIMPLEMENTED"
  | "INTERNAL"
  | "UNAVAILABLE"
  | "DATA_LOSS"
  | "UNAUTHENTICATED";

/** What a {@linkcode CoralError} carries beside its message. */
export interface CoralErrorDetails {
  /** The gRPC status. */
  code: CoralErrorCode;
  /** Why, in the colony's own stable words: `UNKNOWN_SERVICE`, `NO_DATA`, …; `""` if it said none. */
  reason?: string;
  /** What to do instead; `""` if there is nothing to advise. */
  hint?: string;
  /** The colony's further details, by name. */
  metadata?: Record<string, string>;
  /** The error underneath. */
  cause?: unknown;
}

/**
 * The colony refused or failed, or could not be reached. Branch on `code` and `reason`.
 *
 * @example
 * ```ts ignore
 * try {
 *   await coral.metrics.getP99("paymets");
 * } catch (error) {
 *   if (error instanceof coral.CoralError && error.reason === "UNKNOWN_SERVICE") {
 *     console.log(error.hint); // did you mean payments?
 *   }
 * }
 * ```
 */
export class CoralError extends Error {
  /** `"CoralError"`, also where `instanceof` does not reach. */
  override readonly name = "CoralError";
  /** The gRPC status. */
  readonly code: CoralErrorCode;
  /** Why, in the colony's own stable words; `""` if it said none. */
  readonly reason: string;
  /** What to do instead; `""` if there is nothing to advise. */
  readonly hint: string;
  /** The colony's further details, by name. */
  readonly metadata: Readonly<Record<string, string>>;

  /**
   * Made by the SDK.
   *
   * @param message One sentence for people.
   * @param details What programs branch on.
   */
  constructor(message: string, details: CoralErrorDetails) {
    super(
      details.hint ? `${message}\nhint: ${details.hint}` : message,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = details.code;
    this.reason = details.reason ?? "";
    this.hint = details.hint ?? "";
    this.metadata = details.metadata ?? {};
  }
}
