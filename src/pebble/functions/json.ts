import type { FunctionDefinition } from "../definitions/definition.ts";
import { fromJsonFunction } from "./from-json.ts";

/**
 * `json(json)`: the name of `fromJson` in the 1.x line, null and errors as there; an error in 2.0, which has it no
 * more. reference: Kestra's JsonFunction
 */
export const jsonFunction: FunctionDefinition = { ...fromJsonFunction, name: "json", dialect: "1.x" };
