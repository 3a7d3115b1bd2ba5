// Deno declares its timers by way of Node's types, which an editor without Deno does not have.
declare function setTimeout(action: () => void, milliseconds?: number): number;
declare function clearTimeout(timer?: number): void;
declare function setInterval(action: () => void, milliseconds?: number): number;
declare function clearInterval(timer?: number): void;
