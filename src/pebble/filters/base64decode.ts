import { fail } from "../values/failure.ts";
import { textFilter } from "./text-filter.ts";

/** `x | base64decode`: a String in strict Base64, else an error; null gives null. reference: Pebble's Base64DecoderFilter */
export const base64decodeFilter = textFilter({
  name: "base64decode",
  summary: "The decoded Base64 of the input, as UTF-8 text. Text other than Base64 is an error.",
  takes: "string",
  text: (text) => {
    const digits = text.replace(/={1,2}$/, "");
    const padded = digits.length < text.length;
    if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1 || (padded && text.length % 4 !== 0))
      throw fail("the input is not Base64");
    return Buffer.from(digits, "base64").toString("utf8");
  },
});
