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
    write(report(thrown, around, at));
    event.preventDefault();
    exit(1);
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

/** A worker's error arrives as text alone. */
function thrownOf(event: ErrorEvent): unknown {
  const isText = event.error === null || event.error === undefined;
  return isText && event.filename !== ""
    ? new Error(event.message.replace(/^Uncaught (\(in promise\) )?/, ""))
    : event.error;
}
