import { doubleText, floatText, plainDecimalText } from "../../java/number/text.ts";
import { javaText } from "../values/java-text.ts";
import { mapEntries } from "../values/map-order.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { findUnknown, findUnknownKeys } from "../values/unknown.ts";
import type { MapValue, Parts, Unknown, Value } from "../values/value.ts";

/**
 * The compact JSON that Kestra prints for lists and maps and that `toJson` gives (Jackson with Kestra's settings):
 * map entries with a null value are dropped, nulls in lists stay, non-ASCII stays, `1.0` stays `1.0`.
 */
export function jsonText(value: Value): string {
  const text = textWithHoles(jsonParts(value));
  if (text.kind === "text") throw new Error("the value is unknown");
  return text.value;
}

/** As `jsonText` for a value that may contain unknowns: JSON with holes, each hole standing for JSON text. */
export function jsonParts(value: Value): Parts {
  const parts: (string | Unknown)[] = [];
  write(value, parts);
  return parts;
}

function write(value: Value, out: (string | Unknown)[]): void {
  switch (value.kind) {
    case "unknown":
      // Its JSON is not its text: a String would be in quotes.
      out.push(value.word ? { ...value, word: false } : value);
      return;
    case "text":
      out.push('"');
      for (const part of value.parts) out.push(typeof part === "string" ? escaped(part) : part);
      out.push('"');
      return;
    case "list":
    case "array":
    case "set":
    case "values":
      out.push("[");
      for (const [index, item] of value.items.entries()) {
        if (index > 0) out.push(",");
        write(item, out);
      }
      out.push("]");
      return;
    case "map":
      writeMap(value, out);
      return;
    case "entry":
      out.push("{", quoted(javaText(value.key)), ":");
      write(value.value, out);
      out.push("}");
      return;
    default:
      out.push(scalar(value));
  }
}

function writeMap(value: MapValue, out: (string | Unknown)[]): void {
  const open = findUnknownKeys(value) ?? findUncertainEntry(value);
  if (open !== undefined) {
    out.push(open.word ? { ...open, word: false } : open);
    return;
  }
  let first = true;
  out.push("{");
  for (const item of mapEntries(value)) {
    if (item.value.kind === "null") continue;
    if (!first) out.push(",");
    first = false;
    out.push(quoted(javaText(item.key)), ":");
    write(item.value, out);
  }
  out.push("}");
}

/** An entry that may be dropped because its value may be null, or whose key is unknown. */
function findUncertainEntry(value: MapValue): Unknown | undefined {
  for (const item of value.entries.values()) {
    if (item.value.kind === "unknown" && item.value.maybeNull) return item.value;
    const found = findUnknown(item.key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function scalar(value: Value): string {
  switch (value.kind) {
    case "null":
    case "missing-node":
      return "null";
    case "boolean":
    case "integer":
    case "long":
    case "big-integer":
      return value.value.toString();
    case "double":
      return Number.isFinite(value.value) ? doubleText(value.value) : `"${doubleText(value.value)}"`;
    case "float":
      return Number.isFinite(value.value) ? floatText(value.value) : `"${floatText(value.value)}"`;
    case "big-decimal":
      return plainDecimalText(value.unscaled, value.scale);
    case "date":
      return quoted(value.json);
    case "bytes":
      return `"${Buffer.from(value.bytes).toString("base64")}"`;
    default:
      return quoted(javaText(value));
  }
}

const SHORT: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}
/** Jackson escapes quotes, backslashes and control characters, in upper-case hexadecimal. */
function escaped(text: string): string {
  return text.replaceAll(/["\\\u0000-\u001f]/g, (found) => {
    return SHORT[found] ?? `\\u${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
}
