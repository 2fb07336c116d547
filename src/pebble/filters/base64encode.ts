import { textFilter } from "./text-filter.ts";

/** `x | base64encode`: any value's text, never an error; null gives null. reference: Pebble's Base64EncoderFilter */
export const base64encodeFilter = textFilter({
  name: "base64encode",
  summary: "Base64 (standard alphabet, padded) of the UTF-8 bytes of the text.",
  takes: "any",
  text: (text) => Buffer.from(text, "utf8").toString("base64"),
});
