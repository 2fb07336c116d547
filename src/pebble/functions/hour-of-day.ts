import { integer } from "../values/value.ts";
import { calendarFunction } from "./calendar-function.ts";

/**
 * `hourOfDay(date)`: ISO text; null, a missing argument and text that is not a date are errors. reference: Kestra's
 * HourOfDayFunction
 */
export const hourOfDayFunction = calendarFunction({
  name: "hourOfDay",
  summary: "The hour as written, 0 to 23; the date must have a time.",
  time: true,
  result: (date) => integer(date.hour()),
});
