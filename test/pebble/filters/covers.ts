import { javaText } from "../../../src/pebble/values/java-text.ts";
import type { TextWithHoles, Value } from "../../../src/pebble/values/value.ts";

/** Whether a result with unknown parts is compatible with the known result. */
export function covers(partial: Value, actual: Value): boolean {
  switch (partial.kind) {
    case "unknown":
      if (actual.kind === "null") return partial.maybeNull;
      return !partial.word || /^[A-Za-z0-9]+$/.test(javaText(actual));
    case "text":
      return actual.kind === "string" && pattern(partial).test(actual.value);
    case "list":
    case "array":
    case "set":
    case "values":
      return (
        actual.kind === partial.kind &&
        actual.items.length === partial.items.length &&
        partial.items.every((item, index) => {
          const found = actual.items[index];
          return found !== undefined && covers(item, found);
        })
      );
    default:
      return partial.kind === actual.kind && javaText(partial) === javaText(actual);
  }
}

function pattern(text: TextWithHoles): RegExp {
  const source = text.parts.map((part) => {
    if (typeof part === "string") return part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return part.word ? "[A-Za-z0-9]+" : "[^]*";
  });
  return new RegExp(`^${source.join("")}$`);
}
