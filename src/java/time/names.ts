import { unsupported } from "../error.ts";

export type NameWidth = "short" | "full" | "narrow";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export function isEnglish(locale: string): boolean {
  return /^en(?:[-_](?:us|latn))*$/i.test(locale);
}

function cut(name: string, width: NameWidth): string {
  if (width === "full") return name;
  return name.slice(0, width === "short" ? 3 : 1);
}

/** The name of month 1 to 12; `alone` for the standalone form (`LLLL`). Names other than English are the platform's. */
export function monthName(month: number, width: NameWidth, locale: string, alone: boolean): string {
  if (isEnglish(locale)) return cut(MONTHS[month - 1] ?? "", width);
  const style = width === "full" ? "long" : width;
  const options: Intl.DateTimeFormatOptions = alone
    ? { month: style, timeZone: "UTC" }
    : { day: "numeric", month: style, year: "numeric", timeZone: "UTC" };
  return part(locale, options, "month", new Date(Date.UTC(2023, month - 1, 15)));
}

/** The name of a day of the week, 1 (Monday) to 7. */
export function dayName(day: number, width: NameWidth, locale: string): string {
  if (isEnglish(locale)) return cut(DAYS[day - 1] ?? "", width);
  const style = width === "full" ? "long" : width;
  // 2 January 2023 was a Monday.
  return part(locale, { weekday: style, timeZone: "UTC" }, "weekday", new Date(Date.UTC(2023, 0, 1 + day)));
}

export function halfOfDay(hour: number, locale: string): string {
  if (isEnglish(locale)) return hour < 12 ? "AM" : "PM";
  const options: Intl.DateTimeFormatOptions = { hour: "numeric", hour12: true, timeZone: "UTC" };
  return part(locale, options, "dayPeriod", new Date(Date.UTC(2023, 0, 1, hour)));
}

function part(locale: string, options: Intl.DateTimeFormatOptions, type: string, date: Date): string {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat(locale.replaceAll("_", "-"), { ...options, calendar: "gregory" });
  } catch {
    throw unsupported(`unknown locale "${locale}"`);
  }
  const found = format.formatToParts(date).find((candidate) => candidate.type === type)?.value;
  if (found === undefined) throw unsupported(`the locale "${locale}" has no such name`);
  return found;
}
