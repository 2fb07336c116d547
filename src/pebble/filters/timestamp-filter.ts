import { epochOf } from "../../java/time/moment.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { NULL, type Value } from "../values/value.ts";
import { dateCall, orUnknownDate } from "./date-call.ts";

/** One of the filters that give the time since 1970. The zone counts only for dates without one. */
export function defineTimestampFilter(
  name: string,
  summary: string,
  result: (seconds: bigint, nanos: bigint) => Value,
): FilterDefinition {
  return {
    name,
    argumentNames: ["timeZone", "existingFormat"],
    purity: "zone",
    summary,
    nullInput: "null",
    apply: (input, [timeZone, existingFormat], context) => {
      if (input.kind === "null") return NULL;
      return orUnknownDate(() => {
        const { seconds, nanos } = epochOf(dateCall(input, { timeZone, existingFormat }, context).result);
        return result(seconds, nanos);
      });
    },
  };
}
