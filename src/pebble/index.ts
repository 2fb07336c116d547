export { printJson, tryParseJson } from "./codecs/json.ts";
export { type DocumentedName, documentedNames, registeredNames } from "./evaluate/known-names.ts";
export { type GivenVariables, LazyVariables } from "./evaluate/lazy-variables.ts";
export {
  isTemplate,
  type PebbleError,
  parseErrors,
  type Rendered,
  type RenderOne,
  render,
  renderTogether,
  renderTyped,
  type Scope,
} from "./evaluate/render.ts";
export { type AssetQuery, queryOf } from "./functions/assets.ts";
export { kvOf } from "./functions/kv.ts";
export { DISPUTED_FIELD, UNDECLARED_FIELD } from "./jq/jq-select.ts";
export { type TemplatePart, templateParts } from "./syntax/template-parts.ts";
export { fromData, openMap, orUnknown, toData } from "./values/data.ts";
export type { FailureCause } from "./values/failure.ts";
export { mapEntries } from "./values/map-order.ts";
export { textWithHoles } from "./values/text-with-holes.ts";
export { unknown } from "./values/unknown.ts";
export {
  bool,
  double,
  givenList,
  list,
  NULL,
  string,
  stringMap,
  type Unknown,
  type Value,
} from "./values/value.ts";
