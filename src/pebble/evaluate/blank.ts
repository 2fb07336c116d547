import { isBlankText } from "../../java/white-space.ts";
import type { Answer } from "../values/equality.ts";
import { findUnknown } from "../values/unknown.ts";
import type { Unknown, Value } from "../values/value.ts";

/** Whether `default` replaces a value: null, text of only white space, an empty collection or map. */
export function isBlank(value: Value): Answer {
  switch (value.kind) {
    case "null":
      return true;
    case "string":
      return isBlankText(value.value);
    case "text":
      return value.parts.some((part) => (typeof part === "string" ? !isBlankText(part) : part.word))
        ? false
        : (findUnknown(value) ?? false);
    case "list":
    case "set":
    case "values":
      return value.items.length === 0;
    case "map":
      return value.rest === undefined || value.entries.size > 0 ? mapIsEmpty(value) : value.rest;
    case "unknown":
      return value.word && !value.maybeNull ? false : value;
    default:
      return false;
  }
}

function mapIsEmpty(value: Value & { kind: "map" }): Answer {
  let open: Unknown | undefined = value.rest;
  for (const item of value.entries.values()) {
    if (item.value.kind !== "unknown" || !item.value.maybeUndefined) return false;
    open ??= item.value;
  }
  return open ?? true;
}
