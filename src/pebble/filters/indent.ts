import type { Arguments } from "../definitions/definition.ts";
import { fail, limitExceeded } from "../values/failure.ts";
import { loose } from "./holes.ts";
import { longArgument, optionalString } from "./input.ts";
import { newlineOf } from "./newline.ts";
import { textFilter } from "./text-filter.ts";

/**
 * `x | indent(amount, prefix=' ')`: any value's text; null gives null; an amount that is not a Long literal is an
 * error. reference: Kestra's IndentFilter
 */
export const indentFilter = textFilter({
  name: "indent",
  argumentNames: ["amount", "prefix"],
  summary: "Puts `prefix` (a space) `amount` times after each newline; the first line is unchanged.",
  takes: "any",
  text: (text, args, context) => {
    if (text === "") return "";
    const newline = newlineOf(text);
    const prefix = indentation(args, context.limits.outputSize);
    context.charge(Math.ceil((text.split(newline).length * prefix.length) / 100));
    return text.replaceAll(newline, newline + prefix);
  },
  holes: (parts, args, context) => {
    // Which newline counts depends on the whole text.
    if (parts.some((part) => typeof part === "string" && /[\r\n]/.test(part))) return undefined;
    indentation(args, context.limits.outputSize);
    return parts.map((part) => (typeof part === "string" || part.word ? part : loose(part)));
  },
});

/** `prefix` repeated `amount` times. */
export function indentation([amount, prefix]: Arguments, limit: number): string {
  const unit = prefix === undefined ? " " : optionalString(prefix, "prefix");
  const count = longArgument(amount, "amount");
  if (count < 0) throw fail('the argument "amount" must not be negative');
  if (unit === undefined) throw fail('the argument "prefix" is null');
  if (unit.length * count > limit) throw limitExceeded(`an indentation of more than ${limit} characters`);
  return unit.repeat(count);
}
