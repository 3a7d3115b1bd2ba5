import { type DescMessage, fromBinary, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { CoralError } from "../error.ts";
import type { CallOptions } from "../types.ts";
import { runConfig } from "./config.ts";
import { errorOf } from "./status.ts";

// gRPC over Deno's own fetch: no other client works with network as the only permission and starts
// as fast. Fetch shows a reply's headers and never its trailers, which is enough for unary calls: an
// error comes in headers, and this colony never fails after it has sent a message.

const SERVICE = "coral.colony.v1.QueryService";
const FRAME_HEADER = 5;
const DEFAULT_TIMEOUT_MS = 30_000;

let http: Deno.HttpClient | undefined;

/** Sends one message and waits for one. */
export async function unary<I extends DescMessage, O extends DescMessage>(
  method: string,
  input: I,
  request: MessageShape<I>,
  output: O,
  options: CallOptions = {},
): Promise<MessageShape<O>> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const reply = await post(method, framed(toBinary(input, request)), timeoutMs, signal);
    const body = new Uint8Array(await reply.arrayBuffer());
    if (!reply.ok) {
      throw unreachable(`it answered with HTTP status ${reply.status}`, undefined);
    }
    const status = reply.headers.get("grpc-status");
    if (status !== null && status !== "0") {
      throw errorOf(reply.headers);
    }
    return fromBinary(output, message(body));
  } catch (error) {
    if (timeout.aborted && !options.signal?.aborted) {
      throw new CoralError(`No answer within ${timeoutMs} ms`, {
        code: "DEADLINE_EXCEEDED",
        reason: "DEADLINE_EXCEEDED",
        hint: "ask for a shorter window, or allow more time",
      });
    }
    throw error;
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

function framed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_HEADER + bytes.length);
  new DataView(frame.buffer).setUint32(1, bytes.length);
  frame.set(bytes, FRAME_HEADER);
  return frame;
}

function message(body: Uint8Array): Uint8Array {
  if (body.length < FRAME_HEADER) {
    throw new CoralError("The colony's reply was cut off", {
      code: "UNAVAILABLE",
      reason: "UNAVAILABLE",
    });
  }
  const length = new DataView(body.buffer, body.byteOffset).getUint32(1);
  if (body[0] !== 0 || body.length !== FRAME_HEADER + length) {
    throw new CoralError("The colony's reply is not one whole gRPC message", { code: "INTERNAL" });
  }
  return body.subarray(FRAME_HEADER);
}
