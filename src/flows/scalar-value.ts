/**
 * The value of an unquoted scalar in Kestra: Jackson's YAMLParser (`_decodeScalar`) on the implicit types of SnakeYAML
 * 2 (`Resolver`), basically YAML 1.1. Differences from YAML 1.2: `yes`, `on`, `no`, `off` are booleans (`y` and `n` are
 * text), `010` is octal, `0o17` is text. Differences from YAML 1.1: dates, base-60 numbers, `<<` and `=` remain text.
 */
export type ScalarValue = string | number | bigint | boolean | null;

const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NULL = /^(?:~|null|Null|NULL| |)$/;
const BINARY = /^[-+]?0b_*[01][01_]*$/;
const OCTAL = /^[-+]?0_*[0-7][0-7_]*$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const HEXADECIMAL = /^[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?)$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** SnakeYAML tries its patterns for numbers only on texts up to this length. */
const LONGEST_NUMBER = 1024;

/** The value of a plain scalar without a tag. */
export function plainValue(text: string): ScalarValue {
  switch (kindByFirstCharacter(text)) {
    case "number":
      return text.length > LONGEST_NUMBER ? text : numberValue(text);
    case "word":
      if (BOOLEAN.test(text)) return booleanValue(text) ?? text;
      return NULL.test(text) ? null : text;
    default:
      return text;
  }
}

/** The value of a scalar with an explicit tag (its full name, such as `tag:yaml.org,2002:int`). */
export function taggedValue(tag: string, text: string): ScalarValue {
  switch (tag) {
    case "tag:yaml.org,2002:bool":
      return booleanValue(text) ?? text;
    case "tag:yaml.org,2002:int":
    case "tag:yaml.org,2002:float":
      return numberValue(text);
    case "tag:yaml.org,2002:null":
      return text === "" ? text : null;
    default:
      return text;
  }
}

/** Most scalars are neither number nor word: one look at the first character spares them the patterns. */
function kindByFirstCharacter(text: string): "number" | "word" | "text" {
  if (text === "") return "word";
  const first = text.charCodeAt(0);
  if ((first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e) return "number";
  return text.length <= 5 && "yYnNtTfFoO~ ".includes(text.charAt(0)) ? "word" : "text";
}

function booleanValue(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case "true":
    case "yes":
    case "on":
    case "y":
      return true;
    case "false":
    case "no":
    case "off":
    case "n":
      return false;
    default:
      return undefined;
  }
}

function numberValue(text: string): ScalarValue {
  if (DECIMAL.test(text)) return integer(text, "", 0);
  if (FLOAT.test(text)) return floatValue(text);
  if (OCTAL.test(text)) return integer(text, "0o", 1);
  if (HEXADECIMAL.test(text)) return integer(text, "0x", 2);
  if (BINARY.test(text)) return integer(text, "0b", 2);
  if (NOT_FINITE.test(text)) return /n/i.test(text.slice(-1)) ? Number.NaN : infinity(text);
  return text;
}

function floatValue(text: string): ScalarValue {
  const value = Number(text.replaceAll("_", ""));
  return Number.isNaN(value) ? text : value;
}

function infinity(text: string): number {
  return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Reads the digits after `skip` characters of prefix; a bigint where a double would lose digits. */
function integer(text: string, prefix: string, skip: number): number | bigint {
  const negative = text.startsWith("-");
  const unsigned = negative || text.startsWith("+") ? text.slice(1) : text;
  const digits = unsigned.slice(skip).replaceAll("_", "");
  const value = BigInt(prefix + digits);
  const signed = negative ? -value : value;
  const asNumber = Number(signed);
  return Number.isSafeInteger(asNumber) ? asNumber : signed;
}
