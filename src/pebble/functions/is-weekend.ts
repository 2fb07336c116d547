import { bool } from "../values/value.ts";
import { calendarFunction } from "./calendar-function.ts";

/**
 * `isWeekend(date)`: ISO text; null, a missing argument and text that is not a date are errors. reference: Kestra's
 * IsWeekendFunction
 */
export const isWeekendFunction = calendarFunction({
  name: "isWeekend",
  summary: "Whether the day is a Saturday or Sunday.",
  result: (date) => bool(date.dayOfWeek().value() >= 6),
});
