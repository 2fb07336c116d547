import type { Dialect } from "../syntax/dialect.ts";
import { REGISTRY } from "./registry.ts";

/** The names of all filters, functions or tests of a line. */
export function registeredNames(
  kind: "filters" | "functions" | "tests",
  dialect: Dialect,
): readonly string[] {
  const names = [...REGISTRY[dialect][kind].keys()];
  // `defined` inspects its operand before evaluation, so it is not in the registry.
  return kind === "tests" ? ["defined", ...names] : names;
}

/** A filter, function or test with its documentation. */
export interface DocumentedName {
  readonly name: string;
  /** Absent: any number of arguments. */
  readonly argumentNames?: readonly string[];
  readonly summary: string;
}

/** The filters, functions or tests of a line, with their documentation. */
export function documentedNames(
  kind: "filters" | "functions" | "tests",
  dialect: Dialect,
): readonly DocumentedName[] {
  return [...REGISTRY[dialect][kind].values()];
}
