import type { JavaNumber } from "./java-number.ts";

/** Conversions and comparisons between the kinds of java.lang.Number. */

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
export function toDouble(value: JavaNumber): number {
  return value.kind === "big-decimal" ? Number(`${value.unscaled}e${-value.scale}`) : Number(value.value);
}

/** Number.longValue: truncated, saturated for floating-point numbers, wrapped for BigInteger. */
export function toLong(value: JavaNumber): bigint {
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
