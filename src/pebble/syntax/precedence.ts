import type { Dialect } from "./dialect.ts";
import type { BinaryOperator } from "./syntax-tree.ts";

/** How tightly operators bind, reference: Kestra's and Pebble's operator tables. Higher binds tighter. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ["or", 10],
  ["and", 15],
  ["is", 20],
  ["is not", 20],
  ["contains", 20],
  ["==", 30],
  ["equals", 30],
  ["!=", 30],
  ["<", 30],
  ["<=", 30],
  [">", 30],
  [">=", 30],
  ["??", 30],
  ["???", 30],
  ["isIn", 30],
  ["+", 40],
  ["-", 40],
  ["*", 60],
  ["/", 60],
  ["%", 60],
  ["|", 100],
  ["~", 110],
  ["..", 120],
]);

export const UNARY_PRECEDENCE = 500;

/** Undefined for other tokens. Until 2.0, `??`, `???` and `isIn` bound tighter than everything else. */
export function precedenceOf(operator: string, dialect: Dialect): number | undefined {
  if (dialect === "1.x" && (operator === "??" || operator === "???" || operator === "isIn")) return 120;
  return PRECEDENCE.get(operator);
}

export const BINARY_OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map(
  (
    [
      "or",
      "and",
      "contains",
      "==",
      "equals",
      "!=",
      "<",
      "<=",
      ">",
      ">=",
      "??",
      "???",
      "isIn",
      "+",
      "-",
      "*",
      "/",
      "%",
      "~",
      "..",
    ] as const
  ).map((operator) => [operator, operator]),
);
