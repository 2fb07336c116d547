/** Java's texts of floating-point numbers and decimals, which differ from JavaScript's in form, not in digits. */

/** Double.toString (JDK 19 and later: the shortest digits that read back as the same number). */
export function doubleText(value: number): string {
  return floatingText(value, shortestDigits(value));
}

/** Float.toString. `value` must be a 32-bit number. */
export function floatText(value: number): string {
  return floatingText(value, shortestFloatDigits(value));
}

interface Digits {
  /** Significant digits without trailing zeros. */
  readonly digits: string;
  /** The number is 0.digits times ten to this power. */
  readonly exponent: number;
}

function floatingText(value: number, { digits, exponent }: Digits): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  if (exponent > 7 || exponent < -2) {
    return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent - 1}`;
  }
  if (exponent <= 0) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  const whole = digits.slice(0, exponent).padEnd(exponent, "0");
  return `${sign}${whole}.${digits.slice(exponent) || "0"}`;
}

function shortestDigits(value: number): Digits {
  return splitExponential(Math.abs(value).toExponential());
}

function shortestFloatDigits(value: number): Digits {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(magnitude)) return { digits: "0", exponent: 0 };
  for (let precision = 0; precision < 9; precision++) {
    const text = magnitude.toExponential(precision);
    if (Math.fround(Number(text)) === magnitude) return splitExponential(text);
  }
  return splitExponential(magnitude.toExponential());
}

function splitExponential(text: string): Digits {
  const [mantissa = "0", exponent = "0"] = text.split("e");
  const digits = mantissa.replace(".", "").replace(/(?<!0)0+$/, "");
  return { digits: digits || "0", exponent: Number(exponent) + 1 };
}

/** BigDecimal.toPlainString. */
export function plainDecimalText(unscaled: bigint, scale: number): string {
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString();
  const sign = negative ? "-" : "";
  if (scale <= 0) return unscaled === 0n ? "0" : `${sign}${digits}${"0".repeat(-scale)}`;
  const padded = digits.padStart(scale + 1, "0");
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

/** BigDecimal.toString: scientific when the scale is negative or the number very small. */
export function decimalText(unscaled: bigint, scale: number): string {
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString();
  const adjusted = digits.length - 1 - scale;
  if (scale >= 0 && adjusted >= -6) return plainDecimalText(unscaled, scale);
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const exponent = adjusted === 0 ? "" : `E${adjusted > 0 ? "+" : ""}${adjusted}`;
  return `${negative ? "-" : ""}${digits[0]}${fraction}${exponent}`;
}
