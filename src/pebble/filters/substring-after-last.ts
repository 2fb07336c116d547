import { substringFilter } from "./substring-filter.ts";
import { afterLast } from "./substring-holes.ts";

/** `x | substringAfterLast(separator)`: any value's text; null gives null; a missing separator is an error. reference: Kestra's SubstringAfterLastFilter, commons-lang's StringUtils */
export const substringAfterLastFilter = substringFilter({
  name: "substringAfterLast",
  summary: "The text after the last `separator`; empty without a separator.",
  cut: (text, separator) => {
    const at = separator === "" ? -1 : text.lastIndexOf(separator);
    return at < 0 ? "" : text.slice(at + separator.length);
  },
  holes: afterLast,
});
