import { CoralError } from "../error.ts";
import type { MessageFns } from "../gen/coral/colony/v1/query_pb.ts";
import type { CallOptions } from "../types.ts";
import { runConfig } from "./config.ts";
import { cutOff, framed, FrameReader, onlyMessage } from "./frames.ts";
import { decoded, encoded } from "./messages.ts";
import { errorOf } from "./status.ts";

// gRPC over Deno's own fetch: no other client works with network as the only permission and starts
// as fast. Fetch shows a reply's headers and never its trailers, which is enough for unary calls: an
// error comes in headers, and this colony never fails after it has sent a message. A stream says itself
// that it has ended.

const SERVICE = "coral.colony.v1.QueryService";
/** Milliseconds to wait if the caller does not say. */
export const DEFAULT_TIMEOUT_MS = 30_000;
const STREAM_TIMEOUT_MS = 600_000;

let http: Deno.HttpClient | undefined;

/** Sends one message and waits for one. */
export async function unary<I, O>(
  method: string,
  input: MessageFns<I>,
  request: NoInfer<I>,
  output: MessageFns<O>,
  options: CallOptions = {},
): Promise<O> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const reply = await post(method, framed(encoded(input, request)), timeoutMs, signal);
    const body = new Uint8Array(await reply.arrayBuffer());
    check(reply);
    return decoded(output, onlyMessage(body));
  } catch (error) {
    if (timeout.aborted && !options.signal?.aborted) {
      throw noAnswer(timeoutMs);
    }
    throw error;
  }
}

/** Messages as they come. Nothing is read that was not asked for, which is what slows the sender. */
export interface MessageStream<T> {
  /** The next message; throws if there is none, since a stream says itself that it has ended. */
  next(): Promise<T>;
  /** Tells the colony to stop. Does nothing if it has ended. */
  cancel(): void;
}

/**
 * Sends one message and waits for many. `timeoutMs` bounds each wait, and the stream as a whole has ten
 * minutes, with what its reader takes.
 */
export async function serverStream<I, O>(
  method: string,
  input: MessageFns<I>,
  request: NoInfer<I>,
  output: MessageFns<O>,
  options: CallOptions = {},
): Promise<MessageStream<O>> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const stop = new AbortController();
  const late = new AbortController();
  const whole = AbortSignal.timeout(STREAM_TIMEOUT_MS);
  const signal = AbortSignal.any(
    [stop.signal, late.signal, whole, ...(options.signal ? [options.signal] : [])],
  );
  const inTime = async <T>(wait: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      return await wait;
    } catch (error) {
      if (late.signal.aborted) {
        throw noAnswer(timeoutMs);
      }
      throw whole.aborted ? noAnswer(STREAM_TIMEOUT_MS) : error;
    } finally {
      clearTimeout(timer);
    }
  };
  const reply = await inTime(
    post(method, framed(encoded(input, request)), STREAM_TIMEOUT_MS, signal),
  );
  try {
    check(reply);
  } catch (error) {
    stop.abort();
    throw error;
  }
  const body = reply.body?.getReader();
  const frames = new FrameReader(async () => {
    try {
      return body && (await inTime(body.read())).value;
    } catch (error) {
      throw error instanceof TypeError && !signal.aborted ? cutOffInMidstream(error) : error;
    }
  });
  return {
    async next() {
      const message = await frames.next();
      if (message === undefined) {
        throw cutOffInMidstream(undefined);
      }
      return decoded(output, message);
    },
    cancel: () => stop.abort(),
  };
}

function cutOffInMidstream(cause: unknown): CoralError {
  return cutOff("The stream was cut off before its end: the rows so far are not all", cause);
}

function noAnswer(timeoutMs: number): CoralError {
  return new CoralError(`No answer within ${timeoutMs} ms`, {
    code: "DEADLINE_EXCEEDED",
    reason: "DEADLINE_EXCEEDED",
    hint: "ask for a shorter window, or allow more time",
  });
}

/** Throws the error that a reply without messages is. */
function check(reply: Response): void {
  if (!reply.ok) {
    throw unreachable(`it answered with HTTP status ${reply.status}`, undefined);
  }
  const status = reply.headers.get("grpc-status");
  if (status !== null && status !== "0") {
    throw errorOf(reply.headers);
  }
}

async function post(
  method: string,
  body: Uint8Array<ArrayBuffer>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Response> {
  const { address, token } = runConfig();
  const headers: Record<string, string> = {
    "content-type": "application/grpc",
    "te": "trailers",
    "grpc-timeout": `${Math.ceil(timeoutMs)}m`,
  };
  if (token !== null) {
    headers["authorization"] = `Bearer ${token}`;
  }
  http ??= Deno.createHttpClient({ http1: false, http2: true });
  try {
    return await fetch(`http://${address}/${SERVICE}/${method}`, {
      client: http,
      method: "POST",
      headers,
      body,
      signal,
    });
  } catch (error) {
    if (error instanceof TypeError && !signal.aborted) {
      throw unreachable("the connection failed", error);
    }
    throw error;
  }
}

function unreachable(why: string, cause: unknown): CoralError {
  return new CoralError(`Cannot reach the colony at ${runConfig().address}: ${why}`, {
    code: "UNAVAILABLE",
    reason: "UNAVAILABLE",
    hint: "is a colony running there? start one with: coral colony start --db FILE",
    cause,
  });
}
