import { BinaryWriter } from "@bufbuild/protobuf/wire";
import http2 from "node:http2";
import { configure } from "../internal/config.ts";
import { framed } from "../internal/frames.ts";
import type { DeepPartial, MessageFns } from "./gen/coral/colony/v1/query_pb.ts";

/** A call as it arrived. */
export interface Call {
  method: string;
  authorization: string | undefined;
  timeout: string | undefined;
  message: Uint8Array;
}

/** What to answer: a message, a stream of bytes, an error in headers, or nothing more. */
export type Answer =
  | { message: Uint8Array }
  | { stream: Iterable<Uint8Array>; ending: Ending }
  | { status: number; text: string; details?: Uint8Array }
  | "never";

/** How a stream of bytes ends: as it should, with the connection, or not at all. */
export type Ending = "trailers" | "connection lost" | "never";

/** A gRPC server over real HTTP/2 whose answers the test decides. */
export class TestColony implements AsyncDisposable {
  readonly calls: Call[] = [];
  readonly #server: http2.Http2Server;
  readonly #sessions = new Set<http2.ServerHttp2Session>();
  readonly #cancelled = Promise.withResolvers<void>();
  #answer: (call: Call) => Answer = () => "never";

  private constructor(server: http2.Http2Server) {
    this.#server = server;
    server.on("session", (session) => {
      this.#sessions.add(session);
    });
    server.on("stream", (stream, headers) => {
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("error", () => {}); // a client that gave up
      stream.on("end", () => this.#reply(stream, headers, joined(chunks)));
    });
  }

  /** Starts a server on a free port and points the SDK at it. */
  static async start(token: string | null = null): Promise<TestColony> {
    const server = http2.createServer();
    const colony = new TestColony(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") {
      throw new TypeError("the server has no port");
    }
    configure({ address: `127.0.0.1:${address.port}`, token, params: {} });
    return colony;
  }

  answers<T>(type: MessageFns<T>, init: DeepPartial<NoInfer<T>>): void {
    const message = bytesOf(type, init);
    this.#answer = () => ({ message });
  }

  /** Answers with messages, one frame each. */
  streams<T>(
    type: MessageFns<T>,
    inits: Iterable<DeepPartial<NoInfer<T>>>,
    ending: Ending = "trailers",
  ): void {
    this.streamsBytes({
      *[Symbol.iterator]() {
        for (const init of inits) {
          yield framed(bytesOf(type, init));
        }
      },
    }, ending);
  }

  /** Answers with bytes, in pieces that have nothing to do with frames. */
  streamsBytes(stream: Iterable<Uint8Array>, ending: Ending = "trailers"): void {
    this.#answer = () => ({ stream, ending });
  }

  /** Settles when the client has told the server to stop the last call. */
  get cancelled(): Promise<void> {
    return this.#cancelled.promise;
  }

  fails(status: number, text: string, reason = "", metadata: Record<string, string> = {}): void {
    const details = statusWith(status, text, reason, metadata);
    this.#answer = () => ({ status, text, details });
  }

  get lastCall(): Call {
    const call = this.calls.at(-1);
    if (call === undefined) {
      throw new TypeError("nothing was asked");
    }
    return call;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sessions.forEach((session) => session.destroy());
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #reply(
    stream: http2.ServerHttp2Stream,
    headers: http2.IncomingHttpHeaders,
    body: Uint8Array,
  ): void {
    const call = {
      method: String(headers[":path"]),
      authorization: headers["authorization"],
      timeout: headers["grpc-timeout"]?.toString(),
      message: body.subarray(5),
    };
    this.calls.push(call);
    const answer = this.#answer(call);
    if (answer === "never") {
      return;
    }
    if ("status" in answer) {
      stream.respond({
        ":status": 200,
        "content-type": "application/grpc",
        "grpc-status": String(answer.status),
        "grpc-message": encodeURIComponent(answer.text),
        ...(answer.details && {
          "grpc-status-details-bin": btoa(String.fromCharCode(...answer.details)),
        }),
      }, { endStream: true });
      return;
    }
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, {
      waitForTrailers: true,
    });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    if ("message" in answer) {
      stream.end(framed(answer.message));
      return;
    }
    stream.on("aborted", () => this.#cancelled.resolve());
    this.#send(stream, answer.stream[Symbol.iterator](), answer.ending);
  }

  /** Sends as long as more is taken, as a colony does. */
  #send(stream: http2.ServerHttp2Stream, bytes: Iterator<Uint8Array>, ending: Ending): void {
    while (true) {
      const { done, value } = bytes.next();
      if (done) {
        break;
      }
      if (!stream.write(value)) {
        stream.once("drain", () => this.#send(stream, bytes, ending));
        return;
      }
    }
    if (ending === "trailers") {
      stream.end();
    } else if (ending === "connection lost") {
      stream.session?.destroy();
    }
  }
}

/** A message as the colony writes it; what is left out is as its type has it by default. */
export function bytesOf<T>(type: MessageFns<T>, init: DeepPartial<NoInfer<T>>): Uint8Array {
  return type.encode(type.fromPartial(init)).finish();
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** A google.rpc.Status with one google.rpc.ErrorInfo. */
export function statusWith(
  code: number,
  text: string,
  reason: string,
  metadata: Record<string, string>,
): Uint8Array {
  const info = new BinaryWriter().uint32(10).string(reason).uint32(18).string("coral");
  for (const [key, value] of Object.entries(metadata)) {
    const entry = new BinaryWriter().uint32(10).string(key).uint32(18).string(value).finish();
    info.uint32(26).bytes(entry);
  }
  const any = new BinaryWriter()
    .uint32(10).string("type.googleapis.com/google.rpc.ErrorInfo")
    .uint32(18).bytes(info.finish())
    .finish();
  return new BinaryWriter()
    .uint32(8).int32(code)
    .uint32(18).string(text)
    .uint32(26).bytes(any)
    .finish();
}
