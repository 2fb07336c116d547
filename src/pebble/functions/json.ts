import type { FunctionDefinition } from "../definition.ts";
import { fromJson } from "./from-json.ts";

/** `json(json)`: the name of `fromJson` in the 1.x line; removed in 2.0. reference: Kestra's JsonFunction */
export const json: FunctionDefinition = { ...fromJson, name: "json", dialect: "1.x" };
