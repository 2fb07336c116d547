import { plainDecimalText } from "../../java/number/text.ts";
import { javaText } from "../values/java-text.ts";
import { mapEntries } from "../values/map-order.ts";
import type { Value } from "../values/value.ts";

/** The YAML of a part of the value is unknown here, so the result is unknown. */
export class YamlUnsupportedError extends Error {}

/**
 * The block YAML that Jackson writes with Kestra's settings: no document marker, as few quotes as possible, arrays
 * indented by one space, a newline at the end. reference: Kestra's YamlFilter, Jackson's YAMLGenerator, SnakeYAML's Emitter
 */
export function printYaml(value: Value): string {
  if (value.kind === "string" && value.value === "") throw new YamlUnsupportedError("empty text alone");
  return block(value, 0, "").slice(1);
}

/** The text after a `key:` or `-`, with its final newline. `indent` is that of the collection it is in. */
function block(value: Value, indent: number, parent: "" | "map" | "list"): string {
  const items = itemsOf(value);
  if (items !== undefined) {
    if (items.length === 0) return " []\n";
    const at = parent === "list" ? indent + 2 : indent;
    return `\n${items.map((item) => `${" ".repeat(at + 1)}-${block(item, at, "list")}`).join("")}`;
  }
  if (value.kind === "map") {
    if (value.entries.size === 0) return " {}\n";
    const at = parent === "" ? 0 : indent + 2;
    const lines = mapEntries(value).map(
      (item) => `${" ".repeat(at)}${key(javaText(item.key))}:${block(item.value, at, "map")}`,
    );
    return `\n${lines.join("")}`;
  }
  return ` ${scalar(value, indent + 2)}\n`;
}

function itemsOf(value: Value): readonly Value[] | undefined {
  switch (value.kind) {
    case "list":
    case "array":
    case "set":
    case "values":
      return value.items;
    default:
      return undefined;
  }
}

function scalar(value: Value, indent: number): string {
  switch (value.kind) {
    case "string":
    case "safe-string":
    case "character":
      return text(value.value, indent);
    case "date":
      return text(value.json, indent);
    case "big-decimal":
      return plainDecimalText(value.unscaled, value.scale);
    case "double":
    case "float":
      if (!Number.isFinite(value.value)) throw new YamlUnsupportedError("a number that is not finite");
      return javaText(value);
    case "null":
    case "boolean":
    case "integer":
    case "long":
    case "big-integer":
      return javaText(value);
    default:
      throw new YamlUnsupportedError(`a value of the kind ${value.kind}`);
  }
}

const RESERVED =
  /^(?:false|False|FALSE|n|N|no|No|NO|null|Null|NULL|on|On|ON|off|Off|OFF|true|True|TRUE|y|Y|yes|Yes|YES)$|^~/;
/** Keys that look like the beginning of a number. */
const NUMERIC_KEY = /^[-+.0-9]/;
/** Characters that the emitter writes as they are. */
const PRINTABLE = /^[\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

function text(content: string, indent: number): string {
  if (!PRINTABLE.test(content)) throw new YamlUnsupportedError("text with control or other rare characters");
  // Versions of Jackson differ about these.
  if (/^[-+]?0[0-9_]/.test(content)) throw new YamlUnsupportedError("text that looks like an octal number");
  if (content === "") return '""';
  if (content.includes("\n")) return literal(content, indent);
  if (RESERVED.test(content) || hasQuotableCharacter(content)) return doubleQuoted(content);
  return plainOrQuoted(content);
}

function key(name: string): string {
  if (!PRINTABLE.test(name) || name.includes("\n") || name === "" || name.length > 100)
    throw new YamlUnsupportedError("a key that is empty, long or of rare characters");
  return RESERVED.test(name) || NUMERIC_KEY.test(name) ? doubleQuoted(name) : plainOrQuoted(name);
}

function hasQuotableCharacter(content: string): boolean {
  return /[[\]{},]|(?:^|[ \t])#|:(?:[ \t]|$)/.test(content);
}

function doubleQuoted(content: string): string {
  return `"${content.replaceAll(/["\\]/g, "\\$&")}"`;
}

/** Plain where YAML allows it, else in single quotes. */
function plainOrQuoted(content: string): string {
  const refused =
    content === "" ||
    /^[#,[\]{}&*!|>'"%@`]/.test(content) ||
    /^(?:---|\.\.\.)/.test(content) ||
    /^[-?:](?: |$)/.test(content) ||
    /^ | $/.test(content) ||
    /: |:$| #/.test(content);
  return refused ? `'${content.replaceAll("'", "''")}'` : content;
}

function literal(content: string, indent: number): string {
  if (/^[ \n]/.test(content) || / (?:\n|$)/.test(content))
    throw new YamlUnsupportedError("lines with space at their start or end");
  const chomping = content.endsWith("\n\n") ? "+" : content.endsWith("\n") ? "" : "-";
  const body = content.endsWith("\n") ? content.slice(0, -1) : content;
  const lines = body.split("\n").map((line) => (line === "" ? "" : " ".repeat(indent) + line));
  return `|${chomping}\n${lines.join("\n")}`;
}
