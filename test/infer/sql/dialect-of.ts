import { findDialect, type SqlDialect } from "../../../src/infer/sql/index.ts";

/** The dialect with a valid name. */
export function dialectOf(name: string): SqlDialect {
  const dialect = findDialect(name);
  if (dialect === undefined) throw new RangeError(`unknown dialect "${name}"`);
  return dialect;
}
