import { beyondLimit, invalid, type JavaError } from "../error.ts";
import type { JavaBigDecimal } from "./java-number.ts";
import { doubleText } from "./text.ts";

/** The arithmetic of java.math.BigDecimal with MathContext.DECIMAL128: 34 digits, half even. */

const PRECISION = 34;

/** Decimal places and digits beyond this are refused: a text of a few characters could ask for gigabytes. */
export const MAX_DIGITS = 1_000;

/** A NumberFormatException. */
export function notANumber(text: string): JavaError {
  return invalid(`"${text.slice(0, 60)}" is not a valid number`);
}

function bigDecimal(unscaled: bigint, scale: number): JavaBigDecimal {
  return { kind: "big-decimal", unscaled, scale };
}

/** new BigDecimal(text): `12.50`, `.5`, `1.5E-7`. Throws a JavaError, `invalid` or beyond the `limit`. */
export function parseBigDecimal(text: string): JavaBigDecimal {
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,10}))?$/.exec(text);
  if (match === null) throw notANumber(text);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") throw notANumber(text);
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > MAX_DIGITS) throw beyondLimit(`a number of more than ${MAX_DIGITS} digits`);
  const unscaled = BigInt(whole + fraction);
  return bigDecimal(sign === "-" ? -unscaled : unscaled, scale);
}

/** BigDecimal.valueOf(double); undefined for NaN and infinities. */
export function decimalOfDouble(value: number): JavaBigDecimal | undefined {
  return Number.isFinite(value) ? parseBigDecimal(doubleText(value)) : undefined;
}

export function sameDecimal(a: JavaBigDecimal, b: JavaBigDecimal): boolean {
  return compareDecimals(a, b) === 0;
}

export function compareDecimals(a: JavaBigDecimal, b: JavaBigDecimal): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function addDecimals(a: JavaBigDecimal, b: JavaBigDecimal): JavaBigDecimal {
  const [left, right] = aligned(a, b);
  return bigDecimal(left + right, Math.max(a.scale, b.scale));
}

export function subtractDecimals(a: JavaBigDecimal, b: JavaBigDecimal): JavaBigDecimal {
  return addDecimals(a, bigDecimal(-b.unscaled, b.scale));
}

export function multiplyDecimals(a: JavaBigDecimal, b: JavaBigDecimal): JavaBigDecimal {
  return rounded(a.unscaled * b.unscaled, a.scale + b.scale);
}

/** The divisor must not be zero. */
export function divideDecimals(a: JavaBigDecimal, b: JavaBigDecimal): JavaBigDecimal {
  const preferred = a.scale - b.scale;
  const extra = PRECISION + 3 + Math.max(0, digitCount(b.unscaled) - digitCount(a.unscaled));
  const scaled = a.unscaled * 10n ** BigInt(extra);
  let quotient = scaled / b.unscaled;
  let scale = preferred + extra;
  const exact = quotient * b.unscaled === scaled;
  // A last digit that is never zero keeps an inexact quotient off the exact half.
  if (!exact) {
    quotient = quotient * 10n + (a.unscaled < 0n === b.unscaled < 0n ? 1n : -1n);
    scale += 1;
  }
  const result = rounded(quotient, scale);
  return exact ? stripped(result, preferred) : result;
}

export function remainderOfDecimals(a: JavaBigDecimal, b: JavaBigDecimal): JavaBigDecimal {
  const [left, right] = aligned(a, b);
  return bigDecimal(left % right, Math.max(a.scale, b.scale));
}

function aligned(a: JavaBigDecimal, b: JavaBigDecimal): [bigint, bigint] {
  const scale = Math.max(a.scale, b.scale);
  return [a.unscaled * 10n ** BigInt(scale - a.scale), b.unscaled * 10n ** BigInt(scale - b.scale)];
}

function rounded(unscaled: bigint, scale: number): JavaBigDecimal {
  const excess = digitCount(unscaled) - PRECISION;
  if (excess <= 0) return bigDecimal(unscaled, scale);
  const unit = 10n ** BigInt(excess);
  const quotient = unscaled / unit;
  const rest = unscaled % unit;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const up = twice > unit || (twice === unit && quotient % 2n !== 0n);
  const value = up ? quotient + (unscaled < 0n ? -1n : 1n) : quotient;
  return digitCount(value) > PRECISION ? rounded(value, scale - excess) : bigDecimal(value, scale - excess);
}

function stripped(value: JavaBigDecimal, preferredScale: number): JavaBigDecimal {
  let { unscaled, scale } = value;
  while (scale > preferredScale && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return bigDecimal(unscaled, scale);
}

function digitCount(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}
