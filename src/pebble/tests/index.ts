import type { TestDefinition } from "../definitions/definition.ts";
import { emptyTest } from "./empty.ts";
import { evenTest } from "./even.ts";
import { iterableTest } from "./iterable.ts";
import { jsonTest } from "./json.ts";
import { mapTest } from "./map.ts";
import { nullTest } from "./null.ts";
import { oddTest } from "./odd.ts";

/** Every test but `defined`, which is part of the evaluator, by name. */
export const TESTS: readonly TestDefinition[] = [
  emptyTest,
  evenTest,
  iterableTest,
  jsonTest,
  mapTest,
  nullTest,
  oddTest,
];
