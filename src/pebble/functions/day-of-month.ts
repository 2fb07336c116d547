import { integer } from "../values/value.ts";
import { calendarFunction } from "./calendar-function.ts";

/**
 * `dayOfMonth(date)`: ISO text; null, a missing argument and text that is not a date are errors. reference: Kestra's
 * DayOfMonthFunction
 */
export const dayOfMonthFunction = calendarFunction({
  name: "dayOfMonth",
  summary: "The day of the month, 1 to 31.",
  result: (date) => integer(date.dayOfMonth()),
});
