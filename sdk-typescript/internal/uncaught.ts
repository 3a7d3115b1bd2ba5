import { type Around, type Position, report } from "./report.ts";

/**
 * Ends the process with 1 and a report of ours when something is thrown that the script does not
 * catch and does not handle in a listener of its own.
 *
 * @param write Puts a text on stderr.
 * @param exit Ends the process.
 */
export function reportUncaught(
  around: Around,
  write: (text: string) => void,
  exit: (code: number) => never,
): void {
  const asked = new WeakSet<Event>();

  function handle(event: Event, copy: Event, thrown: unknown, at?: Position): void {
    event.stopImmediatePropagation();
    asked.add(copy);
    if (!globalThis.dispatchEvent(copy)) {
      event.preventDefault(); // the script has dealt with it
      return;
    }
    const text = reportOf(thrown, at);
    if (text !== undefined && !isForNode(event.type)) {
      event.preventDefault();
      write(text);
      exit(1);
    }
  }

  /** Where the script has broken what a report is made with, Deno's own has to do. */
  function reportOf(thrown: unknown, at?: Position): string | undefined {
    try {
      return report(thrown, around, at);
    } catch {
      return undefined;
    }
  }

  // Ours is the first listener, so that it is there before the script can throw, and yet must be
  // the last: it lets the script's own have a copy of the event, and looks what they did with it.
  globalThis.addEventListener("error", (event) => {
    if (!asked.has(event)) {
      const { error, message, filename, lineno, colno } = event;
      const init = { error, message, filename, lineno, colno, cancelable: true };
      const at = { url: filename, line: lineno, column: colno };
      const isKnown = filename.startsWith("file:") && lineno > 0;
      handle(event, new ErrorEvent("error", init), thrownOf(event), isKnown ? at : undefined);
    }
  }, { capture: true });
  globalThis.addEventListener("unhandledrejection", (event) => {
    if (!asked.has(event)) {
      const { promise, reason } = event;
      const init = { promise, reason, cancelable: true };
      handle(event, new PromiseRejectionEvent("unhandledrejection", init), reason);
    }
  }, { capture: true });
}

/** Whether the script listens as programs for Node do: after all listeners, Deno asks those. */
function isForNode(type: string): boolean {
  const name = type === "error" ? "uncaughtException" : "unhandledRejection";
  try {
    const { process } = globalThis as { process?: { listenerCount?(name: string): number } };
    return (process?.listenerCount?.(name) ?? 0) > 0;
  } catch {
    return false;
  }
}

/** A worker's error arrives as text alone, which begins with its name. */
function thrownOf(event: ErrorEvent): unknown {
  if ((event.error !== null && event.error !== undefined) || event.filename === "") {
    return event.error;
  }
  const text = event.message.replace(/^Uncaught (\(in promise\) )?/, "");
  const [, name = "Error", message = text] = /^(\w+): (.*)$/s.exec(text) ?? [];
  return Object.assign(new Error(message), { name });
}
