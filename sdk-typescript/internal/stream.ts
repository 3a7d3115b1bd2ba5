import {
  type QueryEnd,
  type QueryHead,
  StreamQueryRequest,
  StreamQueryResponse,
} from "../gen/coral/colony/v1/query_pb.ts";
import { CoralError } from "../error.ts";
import type { Batch, CallOptions, Column, Row, RowStream, StreamStats } from "../types.ts";
import { toldToCaller } from "./caller.ts";
import { columnsOfBatch } from "./columns.ts";
import { count } from "./numbers.ts";
import { appliedRange, notesOf } from "./range.ts";
import { columnsOf, RowMaker } from "./rows.ts";
import { type Shape, shapeOf } from "./shapes.ts";
import { errorOfStatus } from "./status.ts";
import { type MessageStream, serverStream } from "./transport.ts";

interface Begun {
  messages: MessageStream<StreamQueryResponse>;
  head: QueryHead;
  columns: Column[];
  shapes: Shape[];
}

/** One stream, from its question to its end. */
export class ColonyRowStream<R> implements RowStream<R> {
  readonly #request: StreamQueryRequest;
  readonly #options: CallOptions;
  #begun: Promise<Begun> | undefined;
  #taken = false;
  #received = 0;
  #stats: StreamStats | undefined;

  constructor(request: StreamQueryRequest, options: CallOptions) {
    this.#request = request;
    this.#options = options;
  }

  get columns(): Promise<Column[]> {
    return toldToCaller(this.#begin().then(({ columns }) => columns));
  }

  get stats(): StreamStats {
    if (this.#stats === undefined) {
      throw new TypeError("Cannot tell stats: they are known after the last row");
    }
    return this.#stats;
  }

  [Symbol.asyncIterator](): AsyncIterator<R> {
    this.#take();
    return new RowIterator(new BatchIterator(this), this) as unknown as AsyncIterator<R>;
  }

  batches(): AsyncIterable<Batch> {
    return {
      [Symbol.asyncIterator]: () => {
        this.#take();
        return new BatchIterator(this);
      },
    };
  }

  /** The next batch, or `undefined` after the last. */
  async nextBatch(): Promise<Batch | undefined> {
    const begun = await this.#begin();
    if (this.#stats !== undefined) {
      return undefined;
    }
    try {
      while (true) {
        const { part } = await begun.messages.next();
        switch (part?.$case) {
          case "batch": {
            const { rowCount } = part.value;
            this.#received += rowCount;
            return { rowCount, columns: readable(() => columnsOfBatch(part.value, begun.shapes)) };
          }
          case "end":
            this.#stats = this.#end(part.value, begun.head);
            begun.messages.cancel(); // only its status is left, which says the same
            return undefined;
          case "head":
            throw unreadable(new TypeError("a second head"));
          case undefined: // something that only a newer colony can say
        }
      }
    } catch (error) {
      begun.messages.cancel();
      throw error;
    }
  }

  /** Wants no more rows. */
  async cancel(): Promise<void> {
    if (this.#begun !== undefined && this.#stats === undefined) {
      await this.#begun.then(({ messages }) => messages.cancel(), () => {});
    }
  }

  #take(): void {
    if (this.#taken) {
      throw new TypeError("Cannot read a stream twice: ask again, or keep its rows");
    }
    this.#taken = true;
  }

  #begin(): Promise<Begun> {
    this.#begun ??= this.#ask();
    return this.#begun;
  }

  async #ask(): Promise<Begun> {
    const messages = await serverStream(
      "StreamQuery",
      StreamQueryRequest,
      this.#request,
      StreamQueryResponse,
      this.#options,
    );
    try {
      const { part } = await messages.next();
      if (part?.$case === "end") {
        this.#failure(part.value);
      }
      if (part?.$case !== "head") {
        throw unreadable(new TypeError("no head"));
      }
      const head = part.value;
      const columns = columnsOf(head.columns);
      return { messages, head, columns, shapes: columns.map(({ type }) => shapeOf(type)) };
    } catch (error) {
      messages.cancel();
      throw error;
    }
  }

  #end(end: QueryEnd, head: QueryHead): StreamStats {
    this.#failure(end);
    if (end.rowCount !== BigInt(this.#received)) {
      throw unreadable(new TypeError("an end that does not fit the rows"));
    }
    return {
      rowCount: this.#received,
      truncated: end.truncated,
      rowLimit: count(head.rowLimit),
      range: appliedRange(head.appliedRange),
      notes: notesOf(end.notes),
      workedMs: count(end.workedMs),
    };
  }

  #failure(end: QueryEnd): void {
    if (end.failure.length > 0) {
      throw errorOfStatus(end.failure);
    }
  }
}

class BatchIterator implements AsyncIterator<Batch> {
  readonly #stream: ColonyRowStream<unknown>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(stream: ColonyRowStream<unknown>) {
    this.#stream = stream;
  }

  next(): Promise<IteratorResult<Batch>> {
    // One after the other, also for a caller who does not wait.
    const next = toldToCaller(this.#last.then(() => this.#stream.nextBatch()));
    this.#last = next.catch(() => {});
    return next.then((value) => value ? { done: false, value } : { done: true, value: undefined });
  }

  async return(): Promise<IteratorResult<Batch>> {
    await this.#stream.cancel();
    return { done: true, value: undefined };
  }
}

/** Walks the rows of a batch without an async step of its own for each, which would halve the speed. */
class RowIterator implements AsyncIterator<Row> {
  readonly #batches: BatchIterator;
  readonly #stream: ColonyRowStream<unknown>;
  #maker: RowMaker | undefined;
  #rows: Row[] = [];
  #at = 0;
  #filling: Promise<unknown> | undefined;

  constructor(batches: BatchIterator, stream: ColonyRowStream<unknown>) {
    this.#batches = batches;
    this.#stream = stream;
  }

  next(): Promise<IteratorResult<Row>> {
    if (this.#at < this.#rows.length) {
      return Promise.resolve({ done: false, value: this.#rows[this.#at++] as Row });
    }
    if (this.#filling !== undefined) {
      return this.#filling.then(() => this.next());
    }
    const filling = this.#fill();
    this.#filling = filling.catch(() => {}).finally(() => this.#filling = undefined);
    return filling.then((more) => more ? this.next() : { done: true, value: undefined });
  }

  return(): Promise<IteratorResult<Row>> {
    return this.#batches.return() as Promise<IteratorReturnResult<undefined>>;
  }

  async #fill(): Promise<boolean> {
    const batch = await this.#batches.next();
    if (batch.done) {
      return false;
    }
    this.#maker ??= new RowMaker(await this.#stream.columns);
    [this.#rows, this.#at] = [this.#maker.rows(batch.value.rowCount, batch.value.columns), 0];
    return true;
  }
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(cause: unknown): CoralError {
  return new CoralError("The colony answers what no colony says", {
    code: "UNAVAILABLE",
    reason: "UNAVAILABLE",
    hint: "is it a colony, of this version?",
    cause,
  });
}
