export { fromData, openMap, toData } from "./data.ts";
export {
  isTemplate,
  type PebbleError,
  parseErrors,
  type Rendered,
  render,
  renderTyped,
  type Scope,
} from "./render.ts";
export { double, textWithHoles, type Unknown, unknown, type Value } from "./value.ts";
