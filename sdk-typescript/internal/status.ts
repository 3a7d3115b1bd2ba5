import { BinaryReader } from "@bufbuild/protobuf/wire";
import { CoralError, type CoralErrorCode } from "../error.ts";

const CODES: readonly CoralErrorCode[] = [
  "UNKNOWN", // 0 is OK, and an error that claims to be OK is none we know
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
];

const ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";

/** The error that a reply's gRPC headers describe. */
export function errorOf(headers: Headers): CoralError {
  const details = headers.get("grpc-status-details-bin");
  return errorWith(
    Number(headers.get("grpc-status")),
    percentDecoded(headers.get("grpc-message") ?? ""),
    details === null ? NO_INFO : readOr(NO_INFO, () => errorInfo(decodeBase64(details))),
  );
}

/** The error that a serialized google.rpc.Status describes. */
export function errorOfStatus(bytes: Uint8Array): CoralError {
  return readOr(
    errorWith(CODES.indexOf("UNKNOWN", 1), "", NO_INFO),
    () => {
      const [message] = fields(bytes, 2);
      return errorWith(firstNumber(bytes, 1), message ? text(message) : "", errorInfo(bytes));
    },
  );
}

function errorWith(status: number, message: string, info: ErrorInfo): CoralError {
  const { hint = "", ...metadata } = info.metadata;
  return new CoralError(message || `The colony answered with status ${status}`, {
    code: CODES[status] ?? "UNKNOWN",
    reason: info.reason,
    hint,
    metadata,
  });
}

interface ErrorInfo {
  reason: string;
  metadata: Record<string, string>;
}

const NO_INFO: ErrorInfo = { reason: "", metadata: {} };

/** Details that cannot be read are no reason to hide the error that they belong to. */
function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Reads google.rpc.ErrorInfo out of a google.rpc.Status. */
function errorInfo(status: Uint8Array): ErrorInfo {
  for (const detail of fields(status, 3)) {
    const [typeUrl] = fields(detail, 1);
    const [value] = fields(detail, 2);
    if (typeUrl && value && text(typeUrl) === ERROR_INFO) {
      return readErrorInfo(value);
    }
  }
  return NO_INFO;
}

function readErrorInfo(bytes: Uint8Array): ErrorInfo {
  const [reason] = fields(bytes, 1);
  const metadata: [string, string][] = fields(bytes, 3).map((entry) => {
    const [key] = fields(entry, 1);
    const [value] = fields(entry, 2);
    return [key ? text(key) : "", value ? text(value) : ""];
  });
  return { reason: reason ? text(reason) : "", metadata: Object.fromEntries(metadata) };
}

/** All values of a length-delimited field. */
function fields(bytes: Uint8Array, number: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [fieldNo, wireType] = reader.tag();
    if (fieldNo === number && wireType === 2) {
      found.push(reader.bytes());
    } else {
      reader.skip(wireType, fieldNo);
    }
  }
  return found;
}

/** The first value of a field that is a number; 0 if there is none. */
function firstNumber(bytes: Uint8Array, number: number): number {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [fieldNo, wireType] = reader.tag();
    if (fieldNo === number && wireType === 0) {
      return reader.int32();
    }
    reader.skip(wireType, fieldNo);
  }
  return 0;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function decodeBase64(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
}

function percentDecoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
