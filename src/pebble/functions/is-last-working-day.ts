import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { bool, type Value } from "../values/value.ts";
import { writtenDate } from "./calendar-function.ts";
import { dayNumber } from "./day-number.ts";

/**
 * `isLastWorkingDay(date, workingDays)`: a date that is null or missing is an error, and so is a name that is no
 * day; `workingDays` null is Monday to Friday. reference: Kestra's IsLastWorkingDayFunction
 */
export const isLastWorkingDayFunction: FunctionDefinition = {
  name: "isLastWorkingDay",
  argumentNames: ["date", "workingDays"],
  dialect: "2.0",
  purity: "pure",
  summary:
    "Whether the date is the last working day of its month; Monday to Friday unless `workingDays` lists others.",
  apply: ([date, workingDays]) => {
    const day = writtenDate(date, false).toLocalDate();
    const working = daysOf(workingDays);
    if (!working.has(day.dayOfWeek().value())) return bool(false);
    let last = day.withDayOfMonth(day.lengthOfMonth());
    while (!working.has(last.dayOfWeek().value())) last = last.minusDays(1);
    return bool(day.equals(last));
  },
};

function daysOf(workingDays: Value | undefined): ReadonlySet<number> {
  const text = workingDays === undefined || workingDays.kind === "null" ? "" : javaText(workingDays);
  if (text.trim() === "") return new Set([1, 2, 3, 4, 5]);
  const days = new Set(
    text
      .split(/[,\s]+/)
      .filter((name) => name !== "")
      .map(dayNumber),
  );
  if (days.size === 0) throw fail('the argument "workingDays" names no day');
  return days;
}
