import { type BigDecimalValue, bigDecimal } from "../../pebble/values/value.ts";
import { doubleText } from "./text.ts";

/** java.math.BigDecimal as far as Pebble uses it, with MathContext.DECIMAL128: 34 digits, half even. */

const PRECISION = 34;

/** Reads `12.50` or `1.5E-7`; NaN and infinity have no decimal: undefined. */
export function parseDecimal(text: string): BigDecimalValue | undefined {
  const found = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = found;
  return bigDecimal(
    BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`),
    fraction.length - Number(exponent),
  );
}

/** BigDecimal.valueOf(double). */
export function decimalOfDouble(value: number): BigDecimalValue | undefined {
  return parseDecimal(doubleText(value));
}

export function sameDecimal(a: BigDecimalValue, b: BigDecimalValue): boolean {
  return compareDecimals(a, b) === 0;
}

export function compareDecimals(a: BigDecimalValue, b: BigDecimalValue): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function addDecimals(a: BigDecimalValue, b: BigDecimalValue): BigDecimalValue {
  const [left, right] = aligned(a, b);
  return bigDecimal(left + right, Math.max(a.scale, b.scale));
}

export function subtractDecimals(a: BigDecimalValue, b: BigDecimalValue): BigDecimalValue {
  return addDecimals(a, bigDecimal(-b.unscaled, b.scale));
}

export function multiplyDecimals(a: BigDecimalValue, b: BigDecimalValue): BigDecimalValue {
  return rounded(a.unscaled * b.unscaled, a.scale + b.scale);
}

/** The divisor must not be zero. */
export function divideDecimals(a: BigDecimalValue, b: BigDecimalValue): BigDecimalValue {
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

export function remainderOfDecimals(a: BigDecimalValue, b: BigDecimalValue): BigDecimalValue {
  const [left, right] = aligned(a, b);
  return bigDecimal(left % right, Math.max(a.scale, b.scale));
}

function aligned(a: BigDecimalValue, b: BigDecimalValue): [bigint, bigint] {
  const scale = Math.max(a.scale, b.scale);
  return [a.unscaled * 10n ** BigInt(scale - a.scale), b.unscaled * 10n ** BigInt(scale - b.scale)];
}

function rounded(unscaled: bigint, scale: number): BigDecimalValue {
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

function stripped(value: BigDecimalValue, preferredScale: number): BigDecimalValue {
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
