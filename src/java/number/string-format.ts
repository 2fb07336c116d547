import { invalid, unsupported } from "../error.ts";
import type { FormatArgument } from "./format-argument.ts";
import { formatFloating } from "./format-floating.ts";
import { formatIntegral } from "./format-integral.ts";
import { checkFlags, type FormatSpecifier, padded } from "./format-specifier.ts";

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(<]*)([1-9]\d*)?(?:\.(\d+))?([a-zA-Z%])/y;
/** Width and precision beyond this are refused: a short format could ask for gigabytes. */
const MAX_WIDTH = 10_000;

/**
 * String.format(pattern, args): conversions `b c d e f n o s x %` and their upper-case forms with all flags, width and
 * precision. `localeKnown` false makes a conversion that prints the locale's signs (`%,d`, `%f`, `%e`) unsupported.
 * Throws a JavaError: `invalid` where Java throws an IllegalFormatException, `unsupported` for a conversion that is not
 * known here.
 * reference: java.util.Formatter
 */
export function formatString(pattern: string, args: readonly FormatArgument[], localeKnown: boolean): string {
  let result = "";
  let ordinary = 0;
  let last = -1;
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] !== "%") {
      result += pattern[at];
      at++;
      continue;
    }
    SPECIFIER.lastIndex = at;
    const match = SPECIFIER.exec(pattern);
    if (match === null)
      throw invalid(`the format has an unknown conversion at "${pattern.slice(at, at + 20)}"`);
    at = SPECIFIER.lastIndex;
    const specifier = readSpecifier(match);
    if (specifier.conversion === "n" || specifier.conversion === "%") {
      result += fixed(specifier);
      continue;
    }
    let index: number;
    if (specifier.flags.has("<")) index = last;
    else if (match[1] !== undefined) index = Number(match[1]) - 1;
    else index = ordinary++;
    last = index;
    const arg = args[index];
    if (index < 0 || arg === undefined) throw invalid(`the format has no argument for "${match[0]}"`);
    result += convert(specifier, arg, localeKnown);
  }
  return result;
}

function readSpecifier(match: RegExpExecArray): FormatSpecifier {
  const [text, , flagText = "", width, precision, letter = ""] = match;
  const flags = new Set(flagText);
  if (flags.size !== flagText.length) throw invalid(`the format repeats a flag in "${text}"`);
  const specifier: FormatSpecifier = {
    text,
    flags,
    ...(width === undefined ? {} : { width: Number(width) }),
    ...(precision === undefined ? {} : { precision: Number(precision) }),
    conversion: letter.toLowerCase(),
    upper: letter !== letter.toLowerCase(),
  };
  if ((specifier.width ?? 0) > MAX_WIDTH || (specifier.precision ?? 0) > MAX_WIDTH)
    throw unsupported(`a width beyond ${MAX_WIDTH}`);
  if (!/[bcdefghnostxa%]/.test(specifier.conversion) || (specifier.upper && /[DFNO]/.test(letter)))
    throw invalid(`the format has an unknown conversion "${text}"`);
  return specifier;
}

function fixed(specifier: FormatSpecifier): string {
  if (specifier.precision !== undefined) throw invalid(`"${specifier.text}" takes no precision`);
  if (specifier.conversion === "n") {
    if (specifier.width !== undefined || specifier.flags.size > 0)
      throw invalid(`"${specifier.text}" takes no width or flag`);
    return "\n";
  }
  checkFlags(specifier, "-");
  return padded("%", specifier);
}

function convert(specifier: FormatSpecifier, arg: FormatArgument, localeKnown: boolean): string {
  const text = convertLower(specifier, arg, localeKnown);
  return specifier.upper ? text.toUpperCase() : text;
}

function convertLower(specifier: FormatSpecifier, arg: FormatArgument, localeKnown: boolean): string {
  switch (specifier.conversion) {
    case "s":
      checkFlags(specifier, "-");
      return padded(cut(arg.text(), specifier), specifier);
    case "b": {
      checkFlags(specifier, "-");
      const truth = arg.kind === "boolean" ? arg.value : arg.kind !== "null";
      return padded(cut(String(truth), specifier), specifier);
    }
    case "c":
      return character(specifier, arg);
    case "d":
    case "o":
    case "x":
      if (specifier.flags.has(",") && !localeKnown)
        throw unsupported("the server's locale decides how groups of digits are separated");
      return formatIntegral(specifier, arg);
    case "e":
    case "f":
      if (!localeKnown && arg.kind !== "null")
        throw unsupported("the server's locale decides the decimal sign");
      return formatFloating(specifier, arg);
    default:
      throw unsupported(`the conversion "${specifier.text}"`);
  }
}

function cut(text: string, specifier: FormatSpecifier): string {
  return specifier.precision === undefined ? text : text.slice(0, specifier.precision);
}

function character(specifier: FormatSpecifier, arg: FormatArgument): string {
  checkFlags(specifier, "-");
  if (specifier.precision !== undefined) throw invalid(`"${specifier.text}" takes no precision`);
  if (arg.kind === "null") return padded("null", specifier);
  if (arg.kind === "character") return padded(arg.value, specifier);
  if (arg.kind === "integer" && arg.value >= 0 && arg.value <= 0x10ffff)
    return padded(String.fromCodePoint(arg.value), specifier);
  throw invalid(`"${specifier.text}" cannot print the value "${arg.text().slice(0, 60)}"`);
}
