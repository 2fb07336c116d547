import { fail } from "../values/failure.ts";
import { textFilter } from "./text-filter.ts";

/** `x | urldecode`: any value's text; null gives null; a malformed escape is an error. reference: Kestra's UrlDecoderFilter, java.net.URLDecoder */
export const urldecodeFilter = textFilter({
  name: "urldecode",
  summary:
    "Reverses form encoding: `+` becomes a space, `%xx` the bytes of UTF-8. A malformed escape is an error.",
  takes: "any",
  text: decoded,
  holes: (parts) => {
    // An escape could go from a literal into a hole, or from a hole that is not a word into the text after it.
    if (parts.some((part) => (typeof part === "string" ? part.includes("%") : !part.word))) return undefined;
    return parts.map((part) => (typeof part === "string" ? part.replaceAll("+", " ") : part));
  },
});

function decoded(text: string): string {
  return text.replaceAll("+", " ").replaceAll(/(?:%[0-9A-Fa-f]{2})+|%/g, (run) => {
    if (run === "%") throw fail("the text has a malformed escape (%)");
    return Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8");
  });
}
