import { fail } from "../values/failure.ts";
import { longArgument } from "./input.ts";
import { textFilter } from "./text-filter.ts";

/**
 * `x | abbreviate(length)`: null gives null; anything but a String and a length that is not a Long literal are errors.
 * reference: Pebble's AbbreviateFilter
 */
export const abbreviateFilter = textFilter({
  name: "abbreviate",
  argumentNames: ["length"],
  summary:
    "Text with `length` or more characters is cut to `length - 3` characters and `...`. `length` must be a " +
    "literal; with 3 or less, `...` is omitted.",
  takes: "string",
  text: (text, [length]) => {
    const width = longArgument(length, "length");
    if (width < 0) throw fail('the argument "length" must not be negative');
    return shorten(text, width);
  },
  holes: (parts, [length]) => {
    const width = longArgument(length, "length");
    const [first] = parts;
    // The text is at least as long as the literal before the first hole.
    if (width < 4 || typeof first !== "string" || first.length < width) return undefined;
    return [shorten(first, width)];
  },
});

function shorten(text: string, width: number): string {
  if (text.length < width || text.length <= 3) return text;
  return width <= 3 ? text.slice(0, width) : `${text.slice(0, width - 3)}...`;
}
