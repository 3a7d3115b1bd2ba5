import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { MessageFns } from "../gen/coral/colony/v1/query_pb.ts";

/** What is sent for a message. */
export function encoded<T>(type: MessageFns<T>, message: NoInfer<T>): Uint8Array {
  return type.encode(message, new Writer()).finish();
}

/**
 * The message that was sent.
 *
 * @throws {Error} If the bytes are no message of the type.
 */
export function decoded<T>(type: MessageFns<T>, bytes: Uint8Array): T {
  return type.decode(new StrictReader(bytes));
}

/** Scripts run without a check of their types: what they give as null is left out, not the word. */
class Writer extends BinaryWriter {
  override string(value: string): this {
    return super.string(`${value ?? ""}`); // which refuses a symbol, as no text
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Refuses what generated code would mend or pass over: text that is no text, and tags that no field
 * has, at which it takes a message to be complete.
 *
 * That code reads tags and the lengths of messages alike, so this has to know what comes next. It could
 * not tell a tag from a field of the type uint32, of which there is none.
 */
class StrictReader extends BinaryReader {
  readonly #number: () => number;
  #isTag = true;

  constructor(bytes: Uint8Array) {
    super(bytes, (text) => utf8.decode(text));
    this.#number = this.uint32;
    this.uint32 = this.#tagOrNumber;
  }

  #tagOrNumber(): number {
    if (!this.#isTag) {
      this.#isTag = true;
      return this.#number();
    }
    this.#isTag = false; // for tag(), which reads it as a number
    const [field, type] = this.tag();
    if (type === WireType.StartGroup || type === WireType.EndGroup) {
      throw new Error(`illegal tag: field no ${field} is a group`);
    }
    this.#isTag = type !== WireType.LengthDelimited; // whose length comes next
    return (field << 3 | type) >>> 0;
  }

  override int32(): number {
    this.#isTag = false;
    return super.int32();
  }
}
