import type { TestDefinition } from "../definition.ts";

/** Every test but `defined`, which is part of the evaluator. */
export const TESTS: readonly TestDefinition[] = [];
