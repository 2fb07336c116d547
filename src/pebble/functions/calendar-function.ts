import type { LocalDateTime } from "@js-joda/core";
import { parseIso } from "../../java/time/iso.ts";
import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import type { Value } from "../values/value.ts";

/**
 * The date and time as they are written, without moving them to any zone. `time: true` refuses a date without a time,
 * `time: false` a local date-time. reference: Kestra's DateUtils.parseLocalDate and HourOfDayFunction
 */
export function writtenDate(date: Value | undefined, time: boolean): LocalDateTime {
  if (date === undefined || date.kind === "null") throw fail('the argument "date" is missing');
  const text = javaText(date);
  const parsed = parseIso(text);
  const hasTime = /[Tt]/.test(text);
  if (parsed === undefined || (time && !hasTime))
    throw fail(`the date "${text.slice(0, 60)}" cannot be read`);
  return parsed.kind === "moment" ? parsed.moment.toLocalDateTime() : parsed.local;
}

interface CalendarFunction {
  readonly name: string;
  readonly summary: string;
  readonly returnsText?: boolean;
  readonly time?: boolean;
  readonly result: (date: LocalDateTime) => Value;
}

/** A function of 2.0 of one date. */
export function calendarFunction({ result, time = false, ...rest }: CalendarFunction): FunctionDefinition {
  return {
    ...rest,
    argumentNames: ["date"],
    dialect: "2.0",
    purity: "pure",
    apply: ([date]) => result(writtenDate(date, time)),
  };
}
