import { indentation } from "./indent.ts";
import { newlineOf } from "./newline.ts";
import { textFilter } from "./text-filter.ts";

/**
 * `x | nindent(amount, prefix=' ')`: any value's text; null gives null, empty text stays empty; an amount that is
 * no Long literal is an error. reference: Kestra's NindentFilter
 */
export const nindentFilter = textFilter({
  name: "nindent",
  argumentNames: ["amount", "prefix"],
  summary:
    "A newline, then the text with `prefix` (a space) `amount` times before each line. Empty text stays empty.",
  takes: "any",
  text: (text, args, context) => {
    if (text === "") return "";
    const prefix = indentation(args, context.limits.outputSize);
    const newline = newlineOf(text);
    context.charge(Math.ceil((text.split(newline).length * prefix.length) / 100));
    return newline + prefix + text.replaceAll(newline, newline + prefix);
  },
});
