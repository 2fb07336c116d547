import { fail } from "../values/failure.ts";

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** 1 (Monday) to 7 for the English name of a day in any case; other text is an error. */
export function dayNumber(name: string): number {
  const index = DAYS.indexOf(name.toUpperCase());
  if (index < 0) throw fail(`"${name.slice(0, 60)}" is not a day of the week; use MONDAY, TUESDAY ...`);
  return index + 1;
}
