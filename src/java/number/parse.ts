import { fail, giveUp } from "../../pebble/values/failure.ts";
import {
  bigDecimal,
  bigInteger,
  double,
  float,
  integer,
  long,
  type NumberValue,
} from "../../pebble/values/value.ts";
import { trim } from "../white-space.ts";
import { doubleText, floatText } from "./text.ts";

const INT_MAX = 2n ** 31n;
const LONG_MAX = 2n ** 63n;
const MAX_DIGITS = 1_000;

/** To be called before a text is read as a number: beyond this many characters the result is left open. */
export function refuseLength(text: string): void {
  if (text.length > MAX_DIGITS) throw giveUp(`a number of more than ${MAX_DIGITS} digits`);
}

const invalid = (text: string) => fail(`"${text.slice(0, 60)}" is not a valid number`);

/** Integer.decode and its kin: sign, then hexadecimal after `0x` or `#`, octal after `0`, else decimal. */
function decode(text: string): bigint {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|#([0-9a-fA-F]+)|0([0-7]+)|(0|[1-9][0-9]*))$/.exec(text);
  if (match === null) throw invalid(text);
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
export function parseInteger(text: string): NumberValue {
  const value = decode(text);
  if (value < -INT_MAX || value >= INT_MAX) throw invalid(text);
  return integer(Number(value));
}
/** NumberUtils.createLong. */
export function parseLong(text: string): NumberValue {
  const value = decode(text);
  if (value < -LONG_MAX || value >= LONG_MAX) throw invalid(text);
  return long(value);
}
/** NumberUtils.createBigInteger. */
export function parseBigInteger(text: string): NumberValue {
  return bigInteger(decode(text));
}
/** Float.valueOf: surrounding white space and a suffix f, F, d, D are allowed. */
export function parseFloatNumber(text: string): NumberValue {
  return float(floating(text));
}
/** Double.valueOf. */
export function parseDouble(text: string): NumberValue {
  return double(floating(text));
}
/** new BigDecimal(text). */
export function parseBigDecimal(text: string): NumberValue {
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,10}))?$/.exec(text);
  if (match === null) throw invalid(text);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") throw invalid(text);
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > MAX_DIGITS) throw giveUp(`a number of more than ${MAX_DIGITS} digits`);
  const unscaled = BigInt(whole + fraction);
  return bigDecimal(sign === "-" ? -unscaled : unscaled, scale);
}

function floating(text: string): number {
  const trimmed = trim(text);
  const match = /^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?$/.exec(trimmed);
  if (match !== null) return Number(match[1]);
  const special = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (special === null) throw invalid(text);
  const value = special[2] === "NaN" ? Number.NaN : Number.POSITIVE_INFINITY;
  return special[1] === "-" ? -value : value;
}

/**
 * commons-lang NumberUtils.createNumber: the smallest kind that holds the text. Integers become Integer, Long or
 * BigInteger; decimals Float when Float and Double print alike, else Double, else BigDecimal; suffixes L, f, d; `0x`
 * is hexadecimal and a leading zero octal.
 */
export function parseNumber(text: string): NumberValue {
  if (text.trim() === "") throw fail("a blank text is not a valid number");
  const hex = /^[+-]?(?:0[xX]|#)0*([0-9a-fA-F]*)$/.exec(text);
  if (hex !== null) return parseHex(text, hex[1] ?? "");
  const last = text.at(-1) ?? "";
  const hasFraction = text.includes(".");
  const hasExponent = /[eE]/.test(text);
  if (!/[0-9.]/.test(last)) return parseSuffixed(text, last, hasFraction || hasExponent);
  if (!hasFraction && !hasExponent) return smallestInteger(text);
  return smallestDecimal(text);
}

function parseHex(text: string, digits: string): NumberValue {
  const overflows = (digits[0] ?? "0") > "7";
  if (digits.length > 16 || (digits.length === 16 && overflows)) return parseBigInteger(text);
  if (digits.length > 8 || (digits.length === 8 && overflows)) return parseLong(text);
  return parseInteger(text);
}

function parseSuffixed(text: string, suffix: string, isDecimal: boolean): NumberValue {
  const numeric = text.slice(0, -1);
  switch (suffix) {
    case "l":
    case "L": {
      if (isDecimal || !/^-?[0-9]+$/.test(numeric)) throw invalid(text);
      const value = decode(numeric);
      return value >= -LONG_MAX && value < LONG_MAX ? long(value) : bigInteger(value);
    }
    case "f":
    case "F":
    case "d":
    case "D": {
      const value = floating(text);
      const lost = (read: number): boolean =>
        !Number.isFinite(read) || (read === 0 && /[1-9]/.test(mantissa(text)));
      if (/[fF]/.test(suffix) && !lost(Math.fround(value))) return float(value);
      if (!lost(value)) return double(value);
      return parseBigDecimal(numeric);
    }
    default:
      throw invalid(text);
  }
}

function mantissa(text: string): string {
  return text.split(/[eE]/)[0] ?? text;
}

function smallestInteger(text: string): NumberValue {
  const value = decode(text);
  if (value >= -INT_MAX && value < INT_MAX) return integer(Number(value));
  if (value >= -LONG_MAX && value < LONG_MAX) return long(value);
  return bigInteger(value);
}

function smallestDecimal(text: string): NumberValue {
  const value = floating(text);
  const single = Math.fround(value);
  const isZero = !/[1-9]/.test(mantissa(text));
  const fits = (read: number): boolean => Number.isFinite(read) && (read !== 0 || isZero);
  if (fits(single) && floatText(single) === doubleText(value)) return float(value);
  if (!fits(value)) return parseBigDecimal(text);
  const exact = parseBigDecimal(text);
  const printed = parseBigDecimal(doubleText(value));
  return sameDecimal(exact, printed) ? double(value) : exact;
}

function sameDecimal(a: NumberValue, b: NumberValue): boolean {
  if (a.kind !== "big-decimal" || b.kind !== "big-decimal") return false;
  const scale = Math.max(a.scale, b.scale);
  return a.unscaled * 10n ** BigInt(scale - a.scale) === b.unscaled * 10n ** BigInt(scale - b.scale);
}
