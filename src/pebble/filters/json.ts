import type { FilterDefinition } from "../definitions/definition.ts";
import { toJson } from "./to-json.ts";

/**
 * `x | json`: the name of `toJson` in the 1.x line, null and errors as there; an error in 2.0, which has it no
 * more. reference: Kestra's JsonFilter
 */
export const json: FilterDefinition = { ...toJson, name: "json", dialect: "1.x" };
