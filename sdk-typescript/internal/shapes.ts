// DuckDB's types as it writes them: what a cell's members are of is in the text of its column's type.

/** How the values of a type are made of others. */
export type Shape =
  | { kind: "plain"; type: string }
  | { kind: "list"; of: Shape }
  | { kind: "struct"; members: Shape[] }
  | { kind: "map"; of: Shape };

const MAX_DEPTH = 100;

/** The shape of a type; plain if the text is none we know. */
export function shapeOf(type: string, depth = 0): Shape {
  const text = type.trim();
  if (depth < MAX_DEPTH) {
    const array = /\[\d*\]$/.exec(text);
    if (array !== null) {
      return { kind: "list", of: shapeOf(text.slice(0, array.index), depth + 1) };
    }
    const parts = /^(STRUCT|MAP)\((.*)\)$/s.exec(text);
    if (parts?.[1] === "STRUCT") {
      return {
        kind: "struct",
        members: split(parts[2] ?? "").map((part) => shapeOf(withoutName(part), depth + 1)),
      };
    }
    if (parts?.[1] === "MAP") {
      return { kind: "map", of: shapeOf(split(parts[2] ?? "")[1] ?? "", depth + 1) };
    }
  }
  return { kind: "plain", type: text };
}

/** Splits at commas that are in neither parentheses nor quotes. */
function split(text: string): string[] {
  const parts: string[] = [];
  let [start, nesting, quoted] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      quoted = !quoted; // a doubled quote within quotes ends them and begins them again
    } else if (!quoted) {
      nesting += char === "(" ? 1 : char === ")" ? -1 : 0;
      if (char === "," && nesting === 0) {
        parts.push(text.slice(start, i).trim());
        start = i + 1;
      }
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/** The type of a member such as `a BIGINT` or `"two words" BIGINT`. */
function withoutName(member: string): string {
  return member.replace(/^("([^"]|"")*"|\S+)\s*/, "");
}
