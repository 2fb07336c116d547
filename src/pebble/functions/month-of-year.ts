import { integer } from "../values/value.ts";
import { calendarFunction } from "./calendar-function.ts";

/**
 * `monthOfYear(date)`: ISO text; null, a missing argument and text that is not a date are errors. reference: Kestra's
 * MonthOfYearFunction
 */
export const monthOfYearFunction = calendarFunction({
  name: "monthOfYear",
  summary: "The month, 1 to 12.",
  result: (date) => integer(date.monthValue()),
});
