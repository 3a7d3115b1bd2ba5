import { CoralError } from "../error.ts";

// gRPC puts each message behind five bytes: whether it is compressed, and how long it is. Where the
// network cuts a body into chunks has nothing to do with where messages begin.

export const FRAME_HEADER = 5;
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

export function framed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_HEADER + bytes.length);
  new DataView(frame.buffer).setUint32(1, bytes.length);
  frame.set(bytes, FRAME_HEADER);
  return frame;
}

/** The message of a body that must hold just one. */
export function onlyMessage(body: Uint8Array): Uint8Array {
  if (body.length < FRAME_HEADER) {
    throw cutOff("The colony's reply was cut off");
  }
  if (body.length !== FRAME_HEADER + messageLength(body)) {
    throw new CoralError("The colony's reply is not one whole gRPC message", { code: "INTERNAL" });
  }
  return body.subarray(FRAME_HEADER);
}

export function cutOff(what: string, cause?: unknown): CoralError {
  return new CoralError(what, { code: "UNAVAILABLE", reason: "UNAVAILABLE", cause });
}

/** Takes messages out of chunks. A message that lies within one chunk is not copied. */
export class FrameReader {
  readonly #read: () => Promise<Uint8Array | undefined>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  /** @param read The next chunk, or `undefined` at the end. */
  constructor(read: () => Promise<Uint8Array | undefined>) {
    this.#read = read;
  }

  /** The next message, or `undefined` at the end, also if that comes amidst a message. */
  async next(): Promise<Uint8Array | undefined> {
    const header = await this.#take(FRAME_HEADER);
    return header && await this.#take(messageLength(header));
  }

  async #take(length: number): Promise<Uint8Array | undefined> {
    if (this.#chunk.length - this.#at >= length) {
      this.#at += length;
      return this.#chunk.subarray(this.#at - length, this.#at);
    }
    const whole = new Uint8Array(length);
    let filled = 0;
    while (true) {
      const part = this.#chunk.subarray(this.#at, this.#at + length - filled);
      whole.set(part, filled);
      filled += part.length;
      this.#at += part.length;
      if (filled === length) {
        return whole;
      }
      const chunk = await this.#read();
      if (chunk === undefined) {
        return undefined;
      }
      [this.#chunk, this.#at] = [chunk, 0];
    }
  }
}

function messageLength(header: Uint8Array): number {
  const length = new DataView(header.buffer, header.byteOffset).getUint32(1);
  if (header[0] !== 0 || length > MAX_MESSAGE_BYTES) {
    throw new CoralError("The colony's reply is no gRPC message that can be read", {
      code: "INTERNAL",
    });
  }
  return length;
}
