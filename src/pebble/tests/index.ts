import type { TestDefinition } from "../definitions/definition.ts";
import { empty } from "./empty.ts";
import { even } from "./even.ts";
import { iterable } from "./iterable.ts";
import { json } from "./json.ts";
import { map } from "./map.ts";
import { nullTest } from "./null.ts";
import { odd } from "./odd.ts";

/** Every test but `defined`, which is part of the evaluator, by name. */
export const TESTS: readonly TestDefinition[] = [empty, even, iterable, json, map, nullTest, odd];
