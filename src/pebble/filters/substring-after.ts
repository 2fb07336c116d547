import { substringFilter } from "./substring-filter.ts";
import { afterFirst } from "./substring-holes.ts";

/** `x | substringAfter(separator)`: any value's text; null gives null; a missing separator is an error. reference: Kestra's SubstringAfterFilter, commons-lang's StringUtils */
export const substringAfterFilter = substringFilter({
  name: "substringAfter",
  summary: "The text after the first `separator`; empty without a separator.",
  cut: (text, separator) => {
    const at = text.indexOf(separator);
    return at < 0 ? "" : text.slice(at + separator.length);
  },
  holes: afterFirst,
});
