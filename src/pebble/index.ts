export { parseJson, printJson } from "./codecs/json.ts";
export { fromData, openMap, orUnknown, toData } from "./data.ts";
export { knownNames } from "./known-names.ts";
export { type GivenVariables, LazyVariables } from "./lazy-variables.ts";
export { entriesOf } from "./map-order.ts";
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
} from "./render.ts";
export {
  bool,
  double,
  float,
  givenList,
  list,
  NULL,
  string,
  stringMap,
  textWithHoles,
  type Unknown,
  unknown,
  type Value,
} from "./value.ts";
