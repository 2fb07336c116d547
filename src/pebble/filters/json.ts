import type { FilterDefinition } from "../definitions/definition.ts";
import { toJsonFilter } from "./to-json.ts";

/**
 * `x | json`: the name of `toJson` in the 1.x line, null and errors as there; an error in 2.0, which has it no
 * more. reference: Kestra's JsonFilter
 */
export const jsonFilter: FilterDefinition = { ...toJsonFilter, name: "json", dialect: "1.x" };
