import { withThousands } from "../../util/text.ts";
import { invalid } from "../error.ts";

/** One `%...` of a format string. */
export interface FormatSpecifier {
  readonly text: string;
  readonly flags: ReadonlySet<string>;
  readonly width?: number;
  readonly precision?: number;
  /** In lower case. */
  readonly conversion: string;
  readonly upper: boolean;
}

/** Fails for a flag outside `allowed`, for `-` or `0` without a width and for conflicting flags. */
export function checkFlags({ flags, width, text }: FormatSpecifier, allowed: string): void {
  for (const flag of flags) {
    if (flag !== "<" && !allowed.includes(flag))
      throw invalid(`the flag "${flag}" does not go with "${text}"`);
  }
  if (width === undefined && (flags.has("-") || flags.has("0"))) throw invalid(`"${text}" needs a width`);
  if ((flags.has("-") && flags.has("0")) || (flags.has("+") && flags.has(" ")))
    throw invalid(`"${text}" has flags that cannot be combined`);
}

/** Fills with spaces up to the width: on the left, or on the right with the flag `-`. */
export function padded(text: string, { flags, width = 0 }: FormatSpecifier): string {
  return flags.has("-") ? text.padEnd(width) : text.padStart(width);
}

/** Puts sign, grouping and zeros around the digits of a number. `whole` may be followed by `rest` (decimals, exponent). */
export function signed(negative: boolean, whole: string, rest: string, specifier: FormatSpecifier): string {
  const { flags, width = 0 } = specifier;
  const groupedWhole = flags.has(",") ? withThousands(whole) : whole;
  let before = "";
  let after = "";
  if (negative && flags.has("(")) [before, after] = ["(", ")"];
  else if (negative) before = "-";
  else if (flags.has("+")) before = "+";
  else if (flags.has(" ")) before = " ";
  let body = groupedWhole + rest;
  if (flags.has("0")) body = body.padStart(width - before.length - after.length, "0");
  return padded(before + body + after, specifier);
}
