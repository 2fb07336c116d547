import { decimalText, doubleText, floatText } from "../../java/number/text.ts";
import { limitExceeded } from "./failure.ts";
import { mapEntries } from "./map-order.ts";
import { textWithHoles } from "./text-with-holes.ts";
import { derived, findUnknown, findUnknownKeys, unknown } from "./unknown.ts";
import type { Parts, Unknown, Value } from "./value.ts";

/**
 * Java's `String.valueOf` of a known value: `[a, null]`, `{k=v}`, `1.0E7`; null is `null`.
 * Used by `~` (except for null), `+ ''`, `string`, `join` and most filters.
 */
export function javaText(value: Value): string {
  switch (value.kind) {
    case "string":
    case "safe-string":
    case "character":
      return value.value;
    case "boolean":
      return value.value ? "true" : "false";
    case "integer":
    case "long":
    case "big-integer":
      return value.value.toString();
    case "double":
      return doubleText(value.value);
    case "float":
      return floatText(value.value);
    case "big-decimal":
      return decimalText(value.unscaled, value.scale);
    case "null":
      return "null";
    case "missing-node":
      return "";
    case "date":
      return value.text;
    default: {
      const text = textWithHoles(javaParts(value));
      if (text.kind === "text") throw limitExceeded(findUnknown(text)?.reason ?? "the value is unknown");
      return text.value;
    }
  }
}

/** As `javaText` for a value that may contain unknowns at any depth: text with holes. */
export function javaParts(value: Value): Parts {
  switch (value.kind) {
    case "unknown":
      return [value];
    case "text":
      return value.parts;
    case "list":
    case "set":
    case "values":
      return ["[", ...separated(value.items), "]"];
    case "array":
      return [`[${arrayCode(value.component)}@`, ADDRESS];
    case "map": {
      const open = findUnknownKeys(value) ?? unknownKey(value);
      if (open !== undefined) return [derived(open)];
      return ["{", ...separated(mapEntries(value)), "}"];
    }
    case "entry":
      return [...javaParts(value.key), "=", ...javaParts(value.value)];
    case "bytes":
      return ["[B@", ADDRESS];
    default:
      return [javaText(value)];
  }
}

function separated(items: readonly Value[]): (string | Unknown)[] {
  const parts: (string | Unknown)[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(", ");
    for (const part of javaParts(item)) parts.push(part);
  }
  return parts;
}

function unknownKey(value: Value): Unknown | undefined {
  if (value.kind !== "map") return undefined;
  for (const item of value.entries.values()) {
    const found = findUnknown(item.key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An array prints as its type and its address in memory. */
const ADDRESS = unknown("a Java array prints as its memory address", { word: true });

function arrayCode(component: string): string {
  switch (component) {
    case "int":
      return "I";
    case "long":
      return "J";
    case "double":
      return "D";
    case "float":
      return "F";
    default:
      return `Ljava.lang.${component};`;
  }
}
