import type { Dialect } from "../syntax/dialect.ts";
import { REGISTRY } from "./registry.ts";

/** The names of all filters, functions or tests of a line. */
export function knownNames(kind: "filters" | "functions" | "tests", dialect: Dialect): readonly string[] {
  const names = [...REGISTRY[dialect][kind].keys()];
  // It looks at what it is asked about before that has a value, and so is in no register.
  return kind === "tests" ? ["defined", ...names] : names;
}
