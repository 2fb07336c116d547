import {
  addDecimals,
  compareDecimals,
  decimalOfDouble,
  divideDecimals,
  multiplyDecimals,
  remainderOfDecimals,
  subtractDecimals,
} from "../../java/number/big-decimal.ts";
import { fail } from "./failure.ts";
import { type BigDecimalValue, double, float, long, type NumberValue, type Value } from "./value.ts";

export type Operation = "+" | "-" | "*" | "/" | "%";

/**
 * Pebble's arithmetic on two numbers. The widest kind decides: BigDecimal, Double, Float, Long; everything else
 * (Integer, BigInteger) computes in 32 bits. Integral results are Long.
 */
export function calculate(a: NumberValue, operation: Operation, b: NumberValue): Value {
  const either = (kind: NumberValue["kind"]) => a.kind === kind || b.kind === kind;
  if (either("big-decimal")) return onDecimals(decimal(a), operation, decimal(b));
  if (either("double")) return double(onFloats(toDouble(a), operation, toDouble(b)));
  if (either("float")) {
    return float(onFloats(Math.fround(toDouble(a)), operation, Math.fround(toDouble(b))));
  }
  const bits = either("long") ? 64 : 32;
  return long(onIntegers(toInteger(a, bits), operation, toInteger(b, bits), bits));
}

/** Negative, zero or positive; numbers of different kinds by value. NaN compares as Java's Double.compare does. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (a.kind === "long" && b.kind === "long") return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  if (a.kind === "big-decimal" && b.kind === "big-decimal") return compareDecimals(a, b);
  return compareDoubles(toDouble(a), toDouble(b));
}

/** Double.compare: NaN is greatest, -0.0 is less than 0.0. */
export function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a)) return 1;
  if (Number.isNaN(b)) return -1;
  return Object.is(a, -0) ? -1 : Object.is(b, -0) ? 1 : 0;
}

/** Number.doubleValue. */
export function toDouble(value: NumberValue): number {
  return value.kind === "big-decimal" ? Number(`${value.unscaled}e${-value.scale}`) : Number(value.value);
}

/** Number.longValue: truncated, saturated for floating-point numbers, wrapped for BigInteger. */
export function toLong(value: NumberValue): bigint {
  switch (value.kind) {
    case "integer":
      return BigInt(value.value);
    case "long":
      return value.value;
    case "big-integer":
      return BigInt.asIntN(64, value.value);
    case "big-decimal": {
      const whole =
        value.scale > 0
          ? value.unscaled / 10n ** BigInt(value.scale)
          : value.unscaled * 10n ** BigInt(-value.scale);
      return BigInt.asIntN(64, whole);
    }
    default:
      return saturated(value.value);
  }
}

function saturated(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

function toInteger(value: NumberValue, bits: number): bigint {
  return BigInt.asIntN(bits, toLong(value));
}

function onIntegers(a: bigint, operation: Operation, b: bigint, bits: number): bigint {
  if ((operation === "/" || operation === "%") && b === 0n) throw fail("division by zero");
  switch (operation) {
    case "+":
      return BigInt.asIntN(bits, a + b);
    case "-":
      return BigInt.asIntN(bits, a - b);
    case "*":
      return BigInt.asIntN(bits, a * b);
    case "/":
      return BigInt.asIntN(bits, a / b);
    case "%":
      return a % b;
  }
}

function onFloats(a: number, operation: Operation, b: number): number {
  switch (operation) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
  }
}

function onDecimals(a: BigDecimalValue, operation: Operation, b: BigDecimalValue): Value {
  if ((operation === "/" || operation === "%") && b.unscaled === 0n) throw fail("division by zero");
  switch (operation) {
    case "+":
      return addDecimals(a, b);
    case "-":
      return subtractDecimals(a, b);
    case "*":
      return multiplyDecimals(a, b);
    case "/":
      return divideDecimals(a, b);
    case "%":
      return remainderOfDecimals(a, b);
  }
}

/** Pebble takes decimals through a double: `BigDecimal.valueOf(number.doubleValue())`. */
function decimal(value: NumberValue): BigDecimalValue {
  const result = decimalOfDouble(toDouble(value));
  if (result === undefined) throw fail("a number that is not finite has no decimal form");
  return result;
}
