import type { FunctionDefinition } from "../definitions/definition.ts";
import { mostOf } from "./most-of.ts";

/**
 * `min(...)`: numbers, all else is an error; no arguments give null, null arguments are passed over as in the
 * engine. reference: Pebble's MinFunction
 */
export const minFunction: FunctionDefinition = {
  name: "min",
  purity: "pure",
  summary: "The least of the numbers; null without arguments. Text is an error.",
  mayReturnNull: true,
  apply: (args) => mostOf(args, (order) => order < 0),
};
