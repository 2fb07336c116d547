import { string } from "../values/value.ts";
import { calendarFunction } from "./calendar-function.ts";

/**
 * `dayOfWeek(date)`: ISO text; null, a missing argument and text that is not a date are errors. reference: Kestra's
 * DayOfWeekFunction
 */
export const dayOfWeekFunction = calendarFunction({
  name: "dayOfWeek",
  summary: "The day of the week in capitals: `MONDAY`.",
  returnsText: true,
  result: (date) => string(date.dayOfWeek().name()),
});
