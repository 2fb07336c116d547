import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { bool, type Value } from "../values/value.ts";
import { writtenDate } from "./calendar-function.ts";
import { dayNumber } from "./day-number.ts";

const POSITIONS = ["FIRST", "SECOND", "THIRD", "FOURTH"];

/**
 * `isDayWeekInMonth(date, dayOfWeek, position)`: null or missing, each of them is an error, and so are other names
 * and positions. reference: Kestra's IsDayWeekInMonthFunction
 */
export const isDayWeekInMonthFunction: FunctionDefinition = {
  name: "isDayWeekInMonth",
  argumentNames: ["date", "dayOfWeek", "position"],
  dialect: "2.0",
  purity: "pure",
  summary: "Whether the date is the FIRST, SECOND, THIRD, FOURTH or LAST such day of the week in its month.",
  apply: ([date, dayOfWeek, position]) => {
    if (isMissing(date)) throw fail('the argument "date" is missing');
    if (isMissing(dayOfWeek)) throw fail('the argument "dayOfWeek" is missing');
    if (isMissing(position)) throw fail('the argument "position" is missing');
    const day = writtenDate(date, false).toLocalDate();
    const wanted = dayNumber(javaText(dayOfWeek));
    const place = javaText(position).toUpperCase();
    if (place !== "LAST" && !POSITIONS.includes(place))
      throw fail(`the position "${place}" is none of FIRST, SECOND, THIRD, FOURTH, LAST`);
    if (day.dayOfWeek().value() !== wanted) return bool(false);
    const week = Math.floor((day.dayOfMonth() - 1) / 7);
    return bool(place === "LAST" ? day.dayOfMonth() + 7 > day.lengthOfMonth() : POSITIONS[week] === place);
  },
};

function isMissing(value: Value | undefined): value is undefined {
  return value === undefined || value.kind === "null";
}
