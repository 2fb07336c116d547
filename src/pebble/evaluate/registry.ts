import type { FilterDefinition, FunctionDefinition, TestDefinition } from "../definitions/definition.ts";
import { FILTERS } from "../filters/index.ts";
import { FUNCTIONS } from "../functions/index.ts";
import type { Dialect } from "../syntax/dialect.ts";
import { TESTS } from "../tests/index.ts";

export interface Registry {
  readonly filters: ReadonlyMap<string, FilterDefinition>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly tests: ReadonlyMap<string, TestDefinition>;
}

/** The filters, functions and tests of each line, by name. */
export const REGISTRY: Readonly<Record<Dialect, Registry>> = {
  "2.0": registryOf("2.0"),
  "1.x": registryOf("1.x"),
};

function registryOf(dialect: Dialect): Registry {
  return {
    filters: byName(FILTERS, dialect),
    functions: byName(FUNCTIONS, dialect),
    tests: byName(TESTS, dialect),
  };
}

function byName<T extends { readonly name: string; readonly dialect?: Dialect }>(
  definitions: readonly T[],
  dialect: Dialect,
): ReadonlyMap<string, T> {
  return new Map(
    definitions
      .filter((definition) => definition.dialect === undefined || definition.dialect === dialect)
      .map((definition) => [definition.name, definition]),
  );
}
