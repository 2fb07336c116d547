import { substringFilter } from "./substring-filter.ts";
import { beforeFirst } from "./substring-holes.ts";

/** `x | substringBefore(separator)`: any value's text; null gives null; a missing separator is an error. reference: Kestra's SubstringBeforeFilter, commons-lang's StringUtils */
export const substringBeforeFilter = substringFilter({
  name: "substringBefore",
  summary: "The text before the first `separator`; the whole text without a separator.",
  cut: (text, separator) => {
    const at = text.indexOf(separator);
    return at < 0 ? text : text.slice(0, at);
  },
  holes: beforeFirst,
});
