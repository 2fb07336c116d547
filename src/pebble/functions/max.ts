import type { FunctionDefinition } from "../definitions/definition.ts";
import { mostOf } from "./most-of.ts";

/**
 * `max(...)`: numbers, all else is an error; no arguments give null, null arguments are passed over as in the
 * engine. reference: Pebble's MaxFunction
 */
export const maxFunction: FunctionDefinition = {
  name: "max",
  purity: "pure",
  summary: "The greatest of the numbers; null without arguments. Text is an error.",
  mayReturnNull: true,
  apply: (args) => mostOf(args, (order) => order > 0),
};
