import { inZone, type ZonedResult } from "../../java/time/moment.ts";
import { zoneOf } from "../../java/time/zone.ts";
import type { CallContext } from "../definitions/definition.ts";
import { fromJava } from "../values/from-java.ts";
import type { Value } from "../values/value.ts";
import { dateOf } from "./date-input.ts";
import { optionalString } from "./input.ts";

/** The arguments that the date filters share. */
export interface DateArguments {
  readonly timeZone: Value | undefined;
  readonly existingFormat: Value | undefined;
  readonly locale?: Value | undefined;
}

/** The settings for printing the result; undefined: the server decides. */
export interface DateSetting {
  readonly result: ZonedResult;
  readonly locale: string | undefined;
}

/** Reads the input in the zone and locale of the call, else of the scope. */
export function dateCall(input: Value, args: DateArguments, context: CallContext): DateSetting {
  const zone = optionalString(args.timeZone, "timeZone") ?? context.timeZone;
  const locale = optionalString(args.locale, "locale") ?? context.locale;
  const date = dateOf(input, optionalString(args.existingFormat, "existingFormat"), locale);
  return { result: inZone(date, zone === undefined ? undefined : zoneOf(zone)), locale };
}

/** Runs a calculation with dates. Results that depend on the server or on unsupported features are unknown. */
export function orUnknownDate(action: () => Value): Value {
  return fromJava(action, ({ kind, message }) =>
    kind === "zone" || kind === "locale" ? SERVER_DECIDES[kind] : message,
  );
}

const SERVER_DECIDES = {
  zone: "the result depends on the server's time zone (give timeZone=...)",
  locale: "the result depends on the server's locale (give locale=...)",
};
