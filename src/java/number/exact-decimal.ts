import type { JavaBigDecimal, JavaNumber } from "./java-number.ts";

/** A number as digits: `unscaled` times ten to the power of minus `scale`; `scale` is never negative. */
export interface ExactDecimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** The exact value of a number, also of a double (`0.1` has 55 decimals); undefined for NaN and infinities. */
export function exactDecimal(value: JavaNumber): ExactDecimal | undefined {
  switch (value.kind) {
    case "integer":
    case "long":
    case "big-integer":
      return { unscaled: BigInt(value.value), scale: 0 };
    case "big-decimal":
      return exactBigDecimal(value);
    case "float":
    case "double":
      return Number.isFinite(value.value) ? exactDouble(value.value) : undefined;
  }
}

export function exactBigDecimal({ unscaled, scale }: JavaBigDecimal): ExactDecimal {
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * 10n ** BigInt(-scale), scale: 0 };
}

function exactDouble(value: number): ExactDecimal {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  if (exponent >= 0) return { unscaled: signed << BigInt(exponent), scale: 0 };
  // m / 2^k = m * 5^k / 10^k
  let [m, k] = [signed, -exponent];
  while (k > 0 && m % 2n === 0n) {
    m /= 2n;
    k--;
  }
  return { unscaled: m * 5n ** BigInt(k), scale: k };
}

export type Rounding = "half-even" | "half-up";

/** The number with exactly `scale` decimals (padded or rounded); `scale` may be negative to round to tens. */
export function rounded({ unscaled, scale }: ExactDecimal, to: number, rounding: Rounding): bigint {
  if (to >= scale) return unscaled * 10n ** BigInt(to - scale);
  const divisor = 10n ** BigInt(scale - to);
  const negative = unscaled < 0n;
  const magnitude = negative ? -unscaled : unscaled;
  let quotient = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  if (twice > divisor || (twice === divisor && (rounding === "half-up" || quotient % 2n === 1n)))
    quotient += 1n;
  return negative ? -quotient : quotient;
}
