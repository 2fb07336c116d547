import { jsonParts, jsonText } from "../codecs/json-text.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { string } from "../values/value.ts";

/** `x | toJson`: null gives the text `null`; never an error. reference: Kestra's ToJsonFilter */
export const toJsonFilter: FilterDefinition = {
  name: "toJson",
  purity: "pure",
  summary: "Compact JSON; null entries of maps are dropped, null gives `null`.",
  nullInput: "value",
  returnsText: true,
  apply: (input) => string(jsonText(input)),
  partial: (input) => textWithHoles(jsonParts(input)),
};
