import { doubleText } from "../../java/number/text.ts";
import { javaText } from "../values/java-text.ts";
import { mapEntries } from "../values/map-order.ts";
import type { Value } from "../values/value.ts";

/** The Ion of a part of the value is unknown here, so the result is unknown. */
export class IonUnsupportedError extends Error {}

/**
 * Ion text as Kestra's mapper writes it: compact, null entries of maps kept, doubles with an exponent (`1.5e0`).
 * reference: Kestra's ToIonFilter and JacksonMapper.ofIon, ion-java's text writer
 */
export function printIon(value: Value): string {
  switch (value.kind) {
    case "null":
    case "boolean":
    case "integer":
    case "long":
    case "big-integer":
      return javaText(value);
    case "double":
    case "float":
      return float(value.value);
    case "string":
    case "safe-string":
    case "character":
      return `"${escaped(value.value, '"')}"`;
    case "list":
    case "array":
    case "set":
    case "values":
      return `[${value.items.map(printIon).join(",")}]`;
    case "map":
      return `{${mapEntries(value)
        .map((item) => `${symbol(javaText(item.key))}:${printIon(item.value)}`)
        .join(",")}}`;
    default:
      throw new IonUnsupportedError(`a value of the kind ${value.kind}`);
  }
}

function float(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "+inf" : "-inf";
  const text = doubleText(value);
  if (text.endsWith(".0")) return `${text.slice(0, -2)}e0`;
  return text.includes("E") ? text : `${text}e0`;
}

function symbol(name: string): string {
  const bare = /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && !/^(?:null|true|false|nan|\$\d+)$/.test(name);
  return bare ? name : `'${escaped(name, "'")}'`;
}

const SHORT: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  "\v": "\\v",
  "\\": "\\\\",
};

function escaped(text: string, quote: string): string {
  let result = "";
  for (const ch of text) {
    const code = ch.codePointAt(0) ?? 0;
    if (ch === quote) result += `\\${ch}`;
    else if (SHORT[ch] !== undefined) result += SHORT[ch];
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0))
      result += `\\x${code.toString(16).padStart(2, "0")}`;
    else result += ch;
  }
  return result;
}
