import { runtimeFunction } from "./runtime-function.ts";

/**
 * `isPublicHoliday(date, countryCode, subDivision)`: a missing date or country is an error; null gives an unknown
 * result. reference: Kestra's IsPublicHolidayFunction
 */
export const isPublicHolidayFunction = runtimeFunction({
  name: "isPublicHoliday",
  argumentNames: ["date", "countryCode", "subDivision"],
  dialect: "2.0",
  required: 2,
  purity: "environment",
  summary:
    "Whether the day is a public holiday. Never evaluated: the engine has its own calendars (Jollyday), and others differ.",
  reason: "isPublicHoliday() depends on the holiday calendars of the engine",
});
