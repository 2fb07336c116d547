import { invalid } from "../error.ts";
import type { FormatArgument } from "./format-argument.ts";
import { checkFlags, type FormatSpecifier, padded, signed } from "./format-specifier.ts";

/** `%d`, `%o`, `%x`: Integer, Long and BigInteger; the first two print negative octal and hexadecimal as two's complement. */
export function formatIntegral(specifier: FormatSpecifier, arg: FormatArgument): string {
  if (specifier.precision !== undefined) throw invalid(`"${specifier.text}" takes no precision`);
  checkFlags(specifier, specifier.conversion === "d" ? "-+ 0,(" : "-#+ 0(");
  if (arg.kind === "null") return padded("null", specifier);
  if (arg.kind !== "integer" && arg.kind !== "long" && arg.kind !== "big-integer")
    throw invalid(`"${specifier.text}" needs a whole number, not "${arg.text().slice(0, 60)}"`);
  const value = BigInt(arg.value);
  if (specifier.conversion === "d")
    return signed(value < 0n, (value < 0n ? -value : value).toString(), "", specifier);
  if (arg.kind === "big-integer")
    throw invalid(`"${specifier.text}" of a number this large is not supported`);
  checkFlags(specifier, "-#0");
  const bits = BigInt.asUintN(arg.kind === "integer" ? 32 : 64, value);
  const hexadecimal = specifier.conversion === "x";
  const digits = bits.toString(hexadecimal ? 16 : 8);
  const prefix = specifier.flags.has("#") ? (hexadecimal ? "0x" : "0") : "";
  if (!specifier.flags.has("0")) return padded(prefix + digits, specifier);
  return prefix + digits.padStart((specifier.width ?? 0) - prefix.length, "0");
}
