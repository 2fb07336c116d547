import { invalid, unsupported } from "../error.ts";
import { parseBigDecimal } from "./big-decimal.ts";
import { type ExactDecimal, exactBigDecimal, exactDecimal, rounded } from "./exact-decimal.ts";
import type { JavaNumber } from "./java-number.ts";
import { doubleText } from "./text.ts";

/** The symbols of a locale that a DecimalFormat prints. */
export interface DecimalSymbols {
  readonly decimal: string;
  readonly grouping: string;
}

/** `en_US`. */
export const englishSymbols: DecimalSymbols = { decimal: ".", grouping: "," };
/** NumberFormat.getInstance of `en_US`. */
export const defaultPattern = "#,##0.###";

interface SubPattern {
  readonly prefix: string;
  readonly suffix: string;
  readonly minInteger: number;
  readonly maxInteger: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  readonly grouping: number;
  /** Digits of the exponent; 0 without scientific notation. */
  readonly exponent: number;
  /** Powers of ten the number is multiplied by: 2 for `%`, 3 for `‰`. */
  readonly multiplier: number;
  readonly decimalShown: boolean;
}

/**
 * DecimalFormat(pattern).format(number): HALF_EVEN on the exact value, `#` and `0`, grouping, `%` and `‰`, exponents,
 * quotes and a negative sub-pattern. Throws a JavaError: `invalid` for a malformed
 * pattern, `unsupported` for a construct that is not known here.
 * reference: java.text.DecimalFormat
 */
export function formatDecimal(number: JavaNumber, pattern: string, symbols: DecimalSymbols): string {
  if (pattern === "") throw unsupported("an empty pattern");
  const [positiveText, negativeText] = splitPattern(pattern);
  const positive = parseSubPattern(positiveText, pattern);
  const negative = negativeText === undefined ? undefined : parseSubPattern(negativeText, pattern);
  const multiplied = multiply(number, positive.multiplier);
  const exact = exactDecimal(multiplied);
  if (exact === undefined) {
    if ("value" in number && Number.isNaN(number.value)) return "NaN";
    const below = "value" in number && number.value < 0;
    return affixed("∞", below, positive, negative);
  }
  const isNegative = exact.unscaled < 0n || ("value" in number && Object.is(number.value, -0));
  const round = (to: number): bigint => digitsAt(multiplied, exact, to);
  const body =
    positive.exponent > 0 ? scientific(exact, round, positive, symbols) : plain(round, positive, symbols);
  // Java keeps the minus of a Double that rounds to zero, and drops it for whole kinds.
  const zeroWhole = exact.unscaled === 0n && !(number.kind === "double" || number.kind === "float");
  return affixed(body, isNegative && !zeroWhole, positive, negative);
}

/** Java multiplies a double as a double: 2.675 becomes 267.5. */
function multiply(number: JavaNumber, power: number): JavaNumber {
  if (power === 0) return number;
  if (number.kind === "double" || number.kind === "float")
    return { kind: "double", value: number.value * 10 ** power };
  const exact = exactDecimal(number);
  return exact === undefined
    ? number
    : { kind: "big-decimal", unscaled: exact.unscaled * 10n ** BigInt(power), scale: exact.scale };
}

/**
 * The magnitude with `to` decimals. For a double, Java uses the shortest digits that identify it, and the exact value
 * only for rounding them.
 */
function digitsAt(number: JavaNumber, exact: ExactDecimal, to: number): bigint {
  let source = exact;
  if (number.kind === "double" || number.kind === "float") {
    const digits = exactBigDecimal(parseBigDecimal(doubleText(number.value)));
    if (to >= digits.scale - trailingZeros(digits)) source = digits;
  }
  const result = rounded(source, to, "half-even");
  return result < 0n ? -result : result;
}

function trailingZeros({ unscaled, scale }: ExactDecimal): number {
  let zeros = 0;
  for (let rest = unscaled; zeros < scale && rest % 10n === 0n; rest /= 10n) zeros++;
  return zeros;
}

type Round = (decimals: number) => bigint;

function affixed(
  body: string,
  isNegative: boolean,
  positive: SubPattern,
  negative: SubPattern | undefined,
): string {
  if (!isNegative) return positive.prefix + body + positive.suffix;
  const sameAffixes =
    negative !== undefined && negative.prefix === positive.prefix && negative.suffix === positive.suffix;
  if (negative === undefined || sameAffixes) return `-${positive.prefix}${body}${positive.suffix}`;
  return negative.prefix + body + negative.suffix;
}

function plain(round: Round, pattern: SubPattern, symbols: DecimalSymbols): string {
  const digits = round(pattern.maxFraction)
    .toString()
    .padStart(pattern.maxFraction + 1, "0");
  let whole = digits.slice(0, digits.length - pattern.maxFraction).replace(/^0+/, "");
  const fraction = trimZeros(digits.slice(digits.length - pattern.maxFraction), pattern.minFraction);
  whole = whole.padStart(pattern.minInteger, "0");
  if (whole === "" && fraction === "") whole = "0";
  if (pattern.grouping > 0) whole = grouped(whole, pattern.grouping, symbols.grouping);
  return whole + (fraction === "" && !pattern.decimalShown ? "" : symbols.decimal + fraction);
}

function trimZeros(fraction: string, least: number): string {
  let end = fraction.length;
  while (end > least && fraction[end - 1] === "0") end--;
  return fraction.slice(0, end);
}

function grouped(whole: string, size: number, separator: string): string {
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= size)
    groups.unshift(whole.slice(Math.max(0, end - size), end));
  return groups.join(separator);
}

function scientific(exact: ExactDecimal, round: Round, pattern: SubPattern, symbols: DecimalSymbols): string {
  if (pattern.minInteger === 0) throw unsupported("an exponent without a whole digit");
  if (pattern.maxInteger > pattern.minInteger && pattern.maxInteger > 1)
    throw unsupported("an exponent that is a multiple (engineering notation)");
  const integerDigits = Math.max(pattern.minInteger, 1);
  const zero = exact.unscaled === 0n;
  const length = exact.unscaled.toString().replace("-", "").length - exact.scale;
  let exponent = zero ? 0 : length - integerDigits;
  const significant = integerDigits + pattern.maxFraction;
  let digits = zero ? "0".repeat(significant) : round(significant - length).toString();
  if (digits.length > significant) {
    digits = digits.slice(0, significant);
    exponent++;
  }
  const fraction = trimZeros(digits.slice(integerDigits), pattern.minFraction);
  const mantissa =
    digits.slice(0, integerDigits) +
    (fraction === "" && !pattern.decimalShown ? "" : symbols.decimal + fraction);
  const sign = exponent < 0 ? "-" : "";
  return `${mantissa}E${sign}${Math.abs(exponent).toString().padStart(pattern.exponent, "0")}`;
}

function splitPattern(pattern: string): readonly [string, string | undefined] {
  let quoted = false;
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "'") quoted = !quoted;
    if (pattern[at] === ";" && !quoted) return [pattern.slice(0, at), pattern.slice(at + 1)];
  }
  return [pattern, undefined];
}

function parseSubPattern(text: string, whole: string): SubPattern {
  const malformed = () => invalid(`the number pattern "${whole.slice(0, 60)}" is malformed`);
  const affixes = { prefix: "", suffix: "" };
  let multiplier = 0;
  let numeric = "";
  let phase: "prefix" | "number" | "suffix" = "prefix";
  for (let at = 0; at < text.length; at++) {
    const ch = text[at] ?? "";
    if (phase !== "suffix" && /[#0,.]/.test(ch)) {
      phase = "number";
      numeric += ch;
      continue;
    }
    if (phase === "number" && /^E0+/.test(text.slice(at))) {
      const exponent = /^E0+/.exec(text.slice(at))?.[0] ?? "";
      numeric += exponent;
      at += exponent.length - 1;
      phase = "suffix";
      continue;
    }
    if (phase === "number") phase = "suffix";
    if (phase === "suffix" && /[#0,.]/.test(ch)) throw malformed();
    let shown = ch;
    if (ch === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) throw malformed();
      shown = end === at + 1 ? "'" : text.slice(at + 1, end);
      at = end;
    } else if (ch === "%" || ch === "‰") {
      if (multiplier > 0) throw malformed();
      multiplier = ch === "%" ? 2 : 3;
    } else if (ch === "¤") {
      throw unsupported("the currency sign ¤");
    }
    affixes[phase === "prefix" ? "prefix" : "suffix"] += shown;
  }
  return { ...affixes, multiplier, ...parseDigits(numeric, malformed) };
}

function parseDigits(
  numeric: string,
  malformed: () => unknown,
): Omit<SubPattern, "prefix" | "suffix" | "multiplier"> {
  const match = /^([#,]*)((?:0[0,]*)?)(?:(\.)(0*)(#*))?(?:E(0+))?$/.exec(numeric);
  if (match === null) throw malformed();
  const [, optional = "", required = "", point, fractionZeros = "", fractionOptional = "", exponent = ""] =
    match;
  const integer = optional + required;
  const comma = integer.lastIndexOf(",");
  if (comma >= 0 && comma === integer.length - 1) throw malformed();
  if (exponent !== "" && comma >= 0) throw malformed();
  const zeros = required.replaceAll(",", "").length;
  const places = integer.replaceAll(",", "").length;
  // Without any `0`, a point makes the digit before it (`#.##`), else the one after it (`.##`), a required one.
  const implied = point !== undefined && zeros === 0 && fractionZeros === "";
  return {
    minInteger: implied && places > 0 ? 1 : zeros,
    maxInteger: places,
    minFraction: implied && places === 0 && fractionOptional !== "" ? 1 : fractionZeros.length,
    maxFraction: fractionZeros.length + fractionOptional.length,
    grouping: comma < 0 ? 0 : integer.length - comma - 1,
    exponent: exponent.length,
    decimalShown: point !== undefined && fractionZeros === "" && fractionOptional === "",
  };
}
