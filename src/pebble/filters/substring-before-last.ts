import { substringFilter } from "./substring-filter.ts";
import { beforeLast } from "./substring-holes.ts";

/** `x | substringBeforeLast(separator)`: any value's text; null gives null; a missing separator is an error. reference: Kestra's SubstringBeforeLastFilter, commons-lang's StringUtils */
export const substringBeforeLastFilter = substringFilter({
  name: "substringBeforeLast",
  summary: "The text before the last `separator`; the whole text without a separator.",
  cut: (text, separator) => {
    const at = separator === "" ? -1 : text.lastIndexOf(separator);
    return at < 0 ? text : text.slice(0, at);
  },
  holes: beforeLast,
});
