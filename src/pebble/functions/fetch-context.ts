import type { FunctionDefinition } from "../definitions/definition.ts";
import { unknown } from "../values/unknown.ts";
import { mapWithRest, stringMap } from "../values/value.ts";

/**
 * `fetchContext()`: the variables in scope are known, all others are not, and may be null; arguments are
 * ignored. reference: Kestra's FetchContextFunction
 */
export const fetchContextFunction: FunctionDefinition = {
  name: "fetchContext",
  purity: "runtime",
  summary: "All variables of the run, as a map.",
  apply: (_args, context) => {
    const rest = unknown("fetchContext() gives all variables of the run", {
      maybeNull: true,
      maybeUndefined: true,
    });
    return mapWithRest(stringMap(context.variables()).entries, rest);
  },
};
