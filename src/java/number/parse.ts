import { invalid } from "../error.ts";
import { trimJava } from "../white-space.ts";
import { notANumber, parseBigDecimal, sameDecimal } from "./big-decimal.ts";
import type { JavaNumber } from "./java-number.ts";
import { doubleText, floatText } from "./text.ts";

const INT_MAX = 2n ** 31n;
const LONG_MAX = 2n ** 63n;

/** Integer.decode and its kin: sign, then hexadecimal after `0x` or `#`, octal after `0`, else decimal. */
function decode(text: string): bigint {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|#([0-9a-fA-F]+)|0([0-7]+)|(0|[1-9][0-9]*))$/.exec(text);
  if (match === null) throw notANumber(text);
  const [, sign, hex, sharp, octal, decimal] = match;
  const digits = hex ?? sharp;
  const magnitude =
    digits !== undefined
      ? BigInt(`0x${digits}`)
      : octal !== undefined
        ? BigInt(`0o${octal}`)
        : BigInt(decimal ?? 0);
  return sign === "-" ? -magnitude : magnitude;
}

/** NumberUtils.createInteger. */
export function parseInteger(text: string): JavaNumber {
  const value = decode(text);
  if (value < -INT_MAX || value >= INT_MAX) throw notANumber(text);
  return { kind: "integer", value: Number(value) };
}
/** NumberUtils.createLong. */
export function parseLong(text: string): JavaNumber {
  const value = decode(text);
  if (value < -LONG_MAX || value >= LONG_MAX) throw notANumber(text);
  return { kind: "long", value };
}
/** NumberUtils.createBigInteger. */
export function parseBigInteger(text: string): JavaNumber {
  return { kind: "big-integer", value: decode(text) };
}
/** Float.valueOf: surrounding white space and a suffix f, F, d, D are allowed. */
export function parseFloatNumber(text: string): JavaNumber {
  return { kind: "float", value: Math.fround(floating(text)) };
}
/** Double.valueOf. */
export function parseDouble(text: string): JavaNumber {
  return { kind: "double", value: floating(text) };
}

function floating(text: string): number {
  const trimmed = trimJava(text);
  const match = /^([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?$/.exec(trimmed);
  if (match !== null) return Number(match[1]);
  const special = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (special === null) throw notANumber(text);
  const value = special[2] === "NaN" ? Number.NaN : Number.POSITIVE_INFINITY;
  return special[1] === "-" ? -value : value;
}

/**
 * commons-lang NumberUtils.createNumber: the smallest kind that holds the text. Integers become Integer, Long or
 * BigInteger; decimals Float when Float and Double print alike, else Double, else BigDecimal; suffixes L, f, d; `0x`
 * is hexadecimal and a leading zero octal.
 */
export function parseNumber(text: string): JavaNumber {
  if (text.trim() === "") throw invalid("a blank text is not a valid number");
  const hex = /^[+-]?(?:0[xX]|#)0*((?:[1-9a-fA-F][0-9a-fA-F]*)?)$/.exec(text);
  if (hex !== null) return parseHex(text, hex[1] ?? "");
  const last = text.at(-1) ?? "";
  const hasFraction = text.includes(".");
  const hasExponent = /[eE]/.test(text);
  if (!/[0-9.]/.test(last)) return parseSuffixed(text, last, hasFraction || hasExponent);
  if (!hasFraction && !hasExponent) return smallestInteger(text);
  return smallestDecimal(text);
}

function parseHex(text: string, digits: string): JavaNumber {
  const overflows = (digits[0] ?? "0") > "7";
  if (digits.length > 16 || (digits.length === 16 && overflows)) return parseBigInteger(text);
  if (digits.length > 8 || (digits.length === 8 && overflows)) return parseLong(text);
  return parseInteger(text);
}

function parseSuffixed(text: string, suffix: string, isDecimal: boolean): JavaNumber {
  const numeric = text.slice(0, -1);
  switch (suffix) {
    case "l":
    case "L": {
      if (isDecimal || !/^-?[0-9]+$/.test(numeric)) throw notANumber(text);
      const value = decode(numeric);
      return { kind: value >= -LONG_MAX && value < LONG_MAX ? "long" : "big-integer", value };
    }
    case "f":
    case "F":
    case "d":
    case "D": {
      const value = floating(text);
      const lost = (read: number): boolean =>
        !Number.isFinite(read) || (read === 0 && /[1-9]/.test(mantissa(text)));
      if (/[fF]/.test(suffix) && !lost(Math.fround(value)))
        return { kind: "float", value: Math.fround(value) };
      if (!lost(value)) return { kind: "double", value };
      return parseBigDecimal(numeric);
    }
    default:
      throw notANumber(text);
  }
}

function mantissa(text: string): string {
  return text.split(/[eE]/)[0] ?? text;
}

function smallestInteger(text: string): JavaNumber {
  const value = decode(text);
  if (value >= -INT_MAX && value < INT_MAX) return { kind: "integer", value: Number(value) };
  if (value >= -LONG_MAX && value < LONG_MAX) return { kind: "long", value };
  return { kind: "big-integer", value };
}

function smallestDecimal(text: string): JavaNumber {
  const value = floating(text);
  const single = Math.fround(value);
  const isZero = !/[1-9]/.test(mantissa(text));
  const fits = (read: number): boolean => Number.isFinite(read) && (read !== 0 || isZero);
  if (fits(single) && floatText(single) === doubleText(value))
    return { kind: "float", value: Math.fround(value) };
  if (!fits(value)) return parseBigDecimal(text);
  const exact = parseBigDecimal(text);
  const printed = parseBigDecimal(doubleText(value));
  return sameDecimal(exact, printed) ? { kind: "double", value } : exact;
}
