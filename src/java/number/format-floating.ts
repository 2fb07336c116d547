import { invalid } from "../error.ts";
import { parseBigDecimal } from "./big-decimal.ts";
import { type ExactDecimal, exactBigDecimal, rounded } from "./exact-decimal.ts";
import type { FormatArgument } from "./format-argument.ts";
import { checkFlags, type FormatSpecifier, padded, signed } from "./format-specifier.ts";
import type { JavaBigDecimal, JavaDouble, JavaFloat } from "./java-number.ts";
import { doubleText, floatText } from "./text.ts";

/** `%f` and `%e`: Float, Double, BigDecimal; the printed digits rounded HALF_UP to the precision (6 by default). */
export function formatFloating(specifier: FormatSpecifier, arg: FormatArgument): string {
  checkFlags(specifier, specifier.conversion === "f" ? "-#+ 0,(" : "-#+ 0(");
  if (arg.kind === "null") return padded("null".slice(0, specifier.precision ?? 4), specifier);
  if (arg.kind !== "float" && arg.kind !== "double" && arg.kind !== "big-decimal")
    throw invalid(`"${specifier.text}" needs a decimal number, not "${arg.text().slice(0, 60)}"`);
  if (arg.kind !== "big-decimal" && !Number.isFinite(arg.value)) return special(specifier, arg.value);
  const digits = shownDigits(arg);
  const negative = arg.kind === "big-decimal" ? arg.unscaled < 0n : arg.value < 0 || Object.is(arg.value, -0);
  const precision = specifier.precision ?? 6;
  if (specifier.conversion === "e") return scientific(specifier, digits, negative, precision);
  const { whole, fraction } = split(rounded(digits, precision, "half-up"), precision);
  return signed(negative, whole, fractionText(fraction, specifier), specifier);
}

/** The digits Java prints for the number, without the sign: the shortest ones of a double. */
function shownDigits(arg: JavaFloat | JavaDouble | JavaBigDecimal): ExactDecimal {
  const shown =
    arg.kind === "big-decimal"
      ? arg
      : parseBigDecimal(arg.kind === "float" ? floatText(arg.value) : doubleText(arg.value));
  const { unscaled, scale } = exactBigDecimal(shown);
  return { unscaled: unscaled < 0n ? -unscaled : unscaled, scale };
}

function split(unscaled: bigint, decimals: number): { readonly whole: string; readonly fraction: string } {
  const text = unscaled.toString().padStart(decimals + 1, "0");
  return { whole: text.slice(0, text.length - decimals), fraction: text.slice(text.length - decimals) };
}

function fractionText(fraction: string, specifier: FormatSpecifier): string {
  return fraction === "" && !specifier.flags.has("#") ? "" : `.${fraction}`;
}

function scientific(
  specifier: FormatSpecifier,
  digits: ExactDecimal,
  negative: boolean,
  precision: number,
): string {
  let exponent = digits.unscaled === 0n ? 0 : digits.unscaled.toString().length - 1 - digits.scale;
  let mantissa = rounded(digits, precision - exponent, "half-up");
  if (mantissa.toString().length > precision + 1) {
    exponent++;
    mantissa = rounded(digits, precision - exponent, "half-up");
  }
  const { whole, fraction } = split(mantissa, precision);
  const power = `e${exponent < 0 ? "-" : "+"}${Math.abs(exponent).toString().padStart(2, "0")}`;
  return signed(negative, whole, fractionText(fraction, specifier) + power, specifier);
}

function special(specifier: FormatSpecifier, value: number): string {
  if (Number.isNaN(value)) return padded("NaN", specifier);
  const { flags } = specifier;
  const negative = value < 0;
  const text = negative
    ? flags.has("(")
      ? "(Infinity)"
      : "-Infinity"
    : `${flags.has("+") ? "+" : flags.has(" ") ? " " : ""}Infinity`;
  return padded(text, specifier);
}
