/** Where a run's own files are, so that a report shows those and no others. */
export interface Place {
  /** URL of the script's root; ends with a slash. */
  root: string;
  /** The script, if it is in no file of the root: where it was put, and what it is called. */
  inline: { url: string; name: string } | null;
}

/** What the engine says of an import that only the running script knew of, and what to say instead. */
export interface RefusedImport {
  said: RegExp;
  /** May name groups of the pattern: `$1`. */
  instead: string;
  hint: string;
}

/** What a report needs of the process around it. */
export interface Around {
  place: Place;
  refusedImports: RefusedImport[];
  /** URL of the folder with the SDK, which may lie inside the root and is not the script's own. */
  sdk: string;
  /** The text of a file of the script's own. */
  read(url: URL): string;
  /** Any value on one line or a few. */
  inspect(value: unknown): string;
}

/** A place in a source, with lines and columns from 1. */
export interface Position {
  url: string;
  line: number;
  column: number;
}

interface Frame extends Position {
  caller: string;
}

const MOST_OF_MESSAGE = 2_000;
const MOST_OF_REPORT = 8_000;
const MOST_OF_STACK = 16_000;
const MOST_FRAMES = 8;
const MOST_CAUSES = 4;
const MOST_ERRORS = 5;
const WIDEST_LINE = 100;

/**
 * What a script threw and did not catch, for people: the message, where it happened in the script's
 * own files, and what led to it. Anything can be thrown; whatever it is, this ends and is short.
 *
 * @param at Where it happened, if the value itself does not say.
 */
export function report(thrown: unknown, around: Around, at?: Position): string {
  const lines = [`error: Uncaught ${headline(thrown, around)}`];
  const frames = ownFrames(thrown, around);
  const place = frames[0] ?? at;
  if (place !== undefined) {
    lines.push(...codeFrame(place, around));
  }
  for (const frame of frames.slice(1, MOST_FRAMES)) {
    const where = written(frame, around);
    lines.push(frame.caller === "" ? `  at ${where}` : `  at ${frame.caller} (${where})`);
  }
  lines.push(...details(thrown, around));
  lines.push(...errorsInside(thrown, around));
  lines.push(...causes(thrown, around));
  return capped(lines.join("\n"), MOST_OF_REPORT) + "\n";
}

/** Name and message; further lines of a message are indented, so that none looks like ours. */
function headline(thrown: unknown, around: Around): string {
  const message = property(thrown, "message");
  if (!isError(thrown) || typeof message !== "string") {
    return harmless(capped(inspected(thrown, around), MOST_OF_MESSAGE)).replaceAll("\n", "\n  ");
  }
  const name = property(thrown, "name");
  const shownName = typeof name === "string" && name !== "" ? capped(name, 100) : "Error";
  const text = harmless(capped(withoutAdvice(thrown, message, around), MOST_OF_MESSAGE));
  return (text === "" ? shownName : `${shownName}: ${text}`).replaceAll("\n", "\n  ");
}

/** The hint has its own line, and Deno's advice to allow more is not for those who cannot. */
function withoutAdvice(error: unknown, message: string, around: Around): string {
  const hint = property(error, "hint");
  const withoutHint = typeof hint === "string" && hint !== "" && message.endsWith(`\nhint: ${hint}`)
    ? message.slice(0, -`\nhint: ${hint}`.length)
    : message;
  const refused = refusedImport(error, around);
  const told = refused ? withoutHint.replace(refused.said, refused.instead) : withoutHint;
  return told.replace(/, run again with the --allow-\S+ flag.*$/s, "");
}

/** Which import the engine refused, if that is what it says. */
function refusedImport(thrown: unknown, around: Around): RefusedImport | undefined {
  const message = property(thrown, "message");
  const start = typeof message === "string" ? message.slice(0, MOST_OF_MESSAGE) : "";
  return around.refusedImports.find(({ said }) => said.test(start));
}

/** What there is to say beside the message. */
function details(thrown: unknown, around: Around): string[] {
  const refused = refusedImport(thrown, around);
  if (refused !== undefined) {
    return [`hint: ${refused.hint}`];
  }
  if (property(thrown, "name") !== "CoralError") {
    return [];
  }
  const lines: string[] = [];
  const codes = ["code", "reason"].map((name) => [name, property(thrown, name)] as const)
    .filter(([, value]) => typeof value === "string" && value !== "")
    .map(([name, value]) => `${name} ${value}`);
  if (codes.length > 0) {
    lines.push(`  ${harmless(capped(codes.join(", "), 200))}`);
  }
  const hint = property(thrown, "hint");
  if (typeof hint === "string" && hint !== "") {
    lines.push(`hint: ${harmless(capped(hint, MOST_OF_MESSAGE)).replaceAll("\n", "\n  ")}`);
  }
  return lines;
}

/** The errors that an AggregateError holds. */
function errorsInside(thrown: unknown, around: Around): string[] {
  const errors = property(thrown, "errors");
  if (!isError(thrown) || !Array.isArray(errors)) {
    return [];
  }
  const shown = errors.slice(0, MOST_ERRORS).map((each) => `  - ${brief(each, around)}`);
  const left = errors.length - shown.length;
  return left > 0 ? [...shown, `  and ${left} more`] : shown;
}

function causes(thrown: unknown, around: Around): string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>([thrown]);
  let cause = property(thrown, "cause");
  while (cause !== undefined && !seen.has(cause) && lines.length < MOST_CAUSES) {
    seen.add(cause);
    lines.push(`caused by: ${brief(cause, around)}`);
    cause = property(cause, "cause");
  }
  return lines;
}

function brief(thrown: unknown, around: Around): string {
  const [frame] = ownFrames(thrown, around);
  const where = frame === undefined ? "" : ` (${written(frame, around)})`;
  return headline(thrown, around) + where;
}

/** The stack, without what is not the script's. */
function ownFrames(thrown: unknown, around: Around): Frame[] {
  const stack = isError(thrown) ? property(thrown, "stack") : undefined;
  if (typeof stack !== "string") {
    return [];
  }
  const frames: Frame[] = [];
  for (const line of stack.slice(-MOST_OF_STACK).split("\n")) {
    const [, what, url, row, column] =
      /^\s+at (?:(.*) \()?(?:async )?(file:\/\/\/[^\s)][^\s]*?):(\d+):(\d+)\)?$/.exec(line) ?? [];
    if (url !== undefined && nameOf(url, around) !== undefined) {
      const caller = harmless(capped((what ?? "").replace(/^async /, ""), 100));
      frames.push({ url, line: Number(row), column: Number(column), caller });
    }
  }
  return frames;
}

/** What people call a file of the script's own; undefined for any other. */
function nameOf(url: string, around: Around): string | undefined {
  const { root, inline } = around.place;
  if (url === inline?.url) {
    return inline.name;
  }
  if (!url.startsWith(root) || url.startsWith(around.sdk)) {
    return undefined;
  }
  try {
    return harmless(decodeURIComponent(url.slice(root.length)));
  } catch {
    return url.slice(root.length);
  }
}

function written(position: Position, around: Around): string {
  return `${nameOf(position.url, around) ?? position.url}:${position.line}:${position.column}`;
}

/** The line of the source, with a mark under the column. */
function codeFrame(position: Position, around: Around): string[] {
  const where = `  --> ${written(position, around)}`;
  const line = sourceLine(position, around);
  if (line === undefined) {
    return [where];
  }
  const column = position.column - 1;
  const start = Math.max(0, Math.min(column - WIDEST_LINE / 2, line.length - WIDEST_LINE));
  const number = String(position.line);
  const margin = " ".repeat(number.length);
  return [
    where,
    ` ${margin} |`,
    ` ${number} | ${line.slice(start, start + WIDEST_LINE)}`,
    ` ${margin} | ${" ".repeat(column - start)}^`,
  ];
}

function sourceLine(position: Position, around: Around): string | undefined {
  try {
    const text = around.read(new URL(position.url)).replace(/^\uFEFF/, "");
    const line = text.split("\n")[position.line - 1]?.replace(/\r$/, "");
    // The mark stands under the right character only if each takes one column.
    return line === undefined ? undefined : harmless(line.replaceAll("\t", " "));
  } catch {
    return undefined; // gone, or not to be read: the place has to do
  }
}

function isError(value: unknown): boolean {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}

/** A property of whatever was thrown, whose getters may throw in turn. */
function property(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

function inspected(value: unknown, around: Around): string {
  try {
    return typeof value === "string"
      ? JSON.stringify(capped(value, MOST_OF_MESSAGE))
      : around.inspect(value);
  } catch {
    return "a value that cannot be shown";
  }
}

function capped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
}

/** Without what would steer a terminal. */
function harmless(text: string): string {
  // deno-lint-ignore no-control-regex -- they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "�");
}
