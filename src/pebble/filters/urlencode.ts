import { eachLiteral, textFilter } from "./text-filter.ts";

/**
 * `x | urlencode`: a String, else an error; null gives null. reference: Pebble's UrlEncoderFilter,
 * java.net.URLEncoder
 */
export const urlencodeFilter = textFilter({
  name: "urlencode",
  summary: "Form encoding in UTF-8: space becomes `+`; letters, digits and `.-*_` are unchanged.",
  takes: "string",
  text: encoded,
  holes: (parts) => eachLiteral(parts, encoded),
});

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(LONE_SURROGATE, "?"))
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
