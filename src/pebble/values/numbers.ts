import {
  addDecimals,
  compareDecimals,
  decimalOfDouble,
  divideDecimals,
  MAX_DIGITS,
  multiplyDecimals,
  remainderOfDecimals,
  subtractDecimals,
} from "../../java/number/big-decimal.ts";
import { compareDoubles, toDouble, toLong } from "../../java/number/conversion.ts";
import type { JavaBigDecimal } from "../../java/number/java-number.ts";
import { fail, limitExceeded } from "./failure.ts";
import { double, float, long, type NumberValue, numberValue, type Value } from "./value.ts";

export type Operation = "+" | "-" | "*" | "/" | "%";

/**
 * Pebble's arithmetic on two numbers. The widest kind decides: BigDecimal, Double, Float, Long; everything else
 * (Integer, BigInteger) computes in 32 bits. Integral results are Long.
 */
export function calculate(a: NumberValue, operation: Operation, b: NumberValue): Value {
  const either = (kind: NumberValue["kind"]) => a.kind === kind || b.kind === kind;
  if (either("big-decimal")) return numberValue(onDecimals(decimal(a), operation, decimal(b)));
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

function onDecimals(a: JavaBigDecimal, operation: Operation, b: JavaBigDecimal): JavaBigDecimal {
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
function decimal(value: NumberValue): JavaBigDecimal {
  const result = decimalOfDouble(toDouble(value));
  if (result === undefined) throw fail("a number that is not finite has no decimal form");
  return result;
}

/** To be called before a text is read as a number: beyond this many characters the result is unknown. */
export function refuseLength(text: string): void {
  if (text.length > MAX_DIGITS) throw limitExceeded(`a number of more than ${MAX_DIGITS} digits`);
}
