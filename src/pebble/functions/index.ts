import type { FunctionDefinition } from "../definition.ts";

/** Every function that is not part of the evaluator itself. */
export const FUNCTIONS: readonly FunctionDefinition[] = [];
