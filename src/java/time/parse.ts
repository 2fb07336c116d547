import type { LocalDate as LocalDateType } from "@js-joda/core";
import { invalid, unsupported } from "../error.ts";
import { joda } from "./joda.ts";
import type { DateInput } from "./moment.ts";
import { dayName, halfOfDay, monthName } from "./names.ts";
import { localeNotGiven } from "./not-given.ts";
import type { PatternElement } from "./pattern.ts";
import { zoneOf } from "./zone.ts";

type Fields = Map<string, number | string>;
interface Cursor {
  readonly text: string;
  at: number;
  readonly fields: Fields;
}

/**
 * Reads text by a pattern, as DateTimeFormatter.ofPattern does (strict reading, smart resolving: 31 June is 30 June):
 * a moment when a zone or offset was read, else a local date-time, else a local date at midnight.
 */
export function parseDate(
  text: string,
  elements: readonly PatternElement[],
  locale: string | undefined,
): DateInput {
  const cursor: Cursor = { text, at: 0, fields: new Map() };
  const wrong = () => invalid(`the date "${text.slice(0, 60)}" does not fit its format`);
  if (!readAll(cursor, elements, locale) || cursor.at !== text.length) throw wrong();
  const resolved = resolve(cursor.fields);
  if (resolved === undefined) throw wrong();
  return resolved;
}

function readAll(cursor: Cursor, elements: readonly PatternElement[], locale: string | undefined): boolean {
  for (const [index, element] of elements.entries()) {
    if (element.kind === "literal") {
      if (!cursor.text.startsWith(element.text, cursor.at)) return false;
      cursor.at += element.text.length;
    } else if (element.kind === "optional") {
      const before = { at: cursor.at, fields: new Map(cursor.fields) };
      if (!readAll(cursor, element.elements, locale)) {
        cursor.at = before.at;
        cursor.fields.clear();
        for (const [key, value] of before.fields) cursor.fields.set(key, value);
      }
    } else if (!readField(cursor, element, reserved(elements, index), locale)) {
      return false;
    }
  }
  return true;
}

/** Digits that the fixed-width numbers right after this one need: `yyyyMMdd` leaves them their share. */
function reserved(elements: readonly PatternElement[], index: number): number {
  let digits = 0;
  for (const next of elements.slice(index + 1)) {
    if (next.kind !== "field" || !isNumeric(next) || next.count === 1) break;
    digits += next.count;
  }
  return digits;
}

function isNumeric({ letter, count }: PatternElement & { kind: "field" }): boolean {
  return "uydDHkKhmsSnAN".includes(letter) || ("MLQq".includes(letter) && count <= 2);
}

function readField(
  cursor: Cursor,
  element: PatternElement & { kind: "field" },
  follow: number,
  locale: string | undefined,
): boolean {
  const { letter, count } = element;
  if (isNumeric(element)) return readNumber(cursor, letter, count, follow);
  switch (letter) {
    case "M":
    case "L":
      return readName(cursor, "M", 12, (n) => monthName(n, width(count), known(locale), letter === "L"));
    case "E":
      return readName(cursor, "E", 7, (n) => dayName(n, width(Math.max(3, count)), known(locale)));
    case "a":
      return readName(cursor, "a", 2, (n) => halfOfDay(n === 1 ? 0 : 12, known(locale)));
    case "X":
    case "x":
    case "Z":
      return readOffset(cursor, letter, count);
    case "V":
      return readZone(cursor);
    default:
      throw unsupported(`reading the letter "${letter}" of a date pattern is not supported`);
  }
}

function known(locale: string | undefined): string {
  if (locale === undefined) throw localeNotGiven();
  return locale;
}

function width(count: number): "short" | "full" | "narrow" {
  return count === 4 ? "full" : count === 5 ? "narrow" : "short";
}

function put(cursor: Cursor, key: string, value: number | string): boolean {
  const before = cursor.fields.get(key);
  cursor.fields.set(key, value);
  return before === undefined || before === value;
}

function readNumber(cursor: Cursor, letter: string, count: number, follow: number): boolean {
  const isYear = letter === "u" || letter === "y";
  const sign = isYear && count !== 2 ? (/^[+-]/.exec(cursor.text.slice(cursor.at))?.[0] ?? "") : "";
  const digits = /^\d*/.exec(cursor.text.slice(cursor.at + sign.length))?.[0] ?? "";
  let most = 19;
  if (count === 2 || letter === "S") most = count;
  else if (isYear && count >= 4 && sign === "") most = count;
  let taken = Math.min(digits.length, most);
  if (most > count) taken = Math.max(Math.min(taken, digits.length - follow), 0);
  const least = letter === "S" || count === 2 || isYear ? count : 1;
  if (taken < least || taken === 0) return false;
  // A plus is for years of more than four digits, and only `yyyy` and longer take one; `y` counts from 1.
  if (sign === "+" && (taken <= 4 || count < 4)) return false;
  if (letter === "y" && (sign === "-" || Number(digits.slice(0, taken)) === 0) && count !== 2) return false;
  // A year of four letters takes exactly four digits unless it has a sign.
  if (isYear && count >= 4 && sign === "" && digits.length - follow > count && follow === 0) return false;
  const read = digits.slice(0, taken);
  cursor.at += sign.length + taken;
  let value = Number(sign + read);
  if (isYear && count === 2) value = 2000 + Number(read);
  if (letter === "S") value = Number(read.padEnd(9, "0"));
  return put(cursor, isYear ? "y" : letter === "L" ? "M" : letter, value);
}

function readName(cursor: Cursor, key: string, size: number, name: (n: number) => string): boolean {
  const names = Array.from({ length: size }, (_, index) => ({ value: index + 1, text: name(index + 1) }));
  names.sort((a, b) => b.text.length - a.text.length);
  const found = names.find(({ text }) => cursor.text.startsWith(text, cursor.at));
  if (found === undefined) return false;
  cursor.at += found.text.length;
  return put(cursor, key, found.value);
}

function readOffset(cursor: Cursor, letter: string, count: number): boolean {
  const rest = cursor.text.slice(cursor.at);
  if (letter === "Z" && count === 4) throw unsupported('reading "ZZZZ" of a date pattern is not supported');
  if ((letter === "X" || (letter === "Z" && count === 5)) && rest.startsWith("Z")) {
    cursor.at += 1;
    return put(cursor, "offset", "Z");
  }
  const colon = count === 3 || count === 5;
  const shape = colon
    ? /^[+-]\d\d:\d\d(?::\d\d)?/
    : letter !== "Z" && count === 1
      ? /^[+-]\d\d(?:\d\d)?/
      : /^[+-]\d\d\d\d/;
  const match = shape.exec(rest)?.[0];
  if (match === undefined) return false;
  cursor.at += match.length;
  return put(cursor, "offset", match);
}

function readZone(cursor: Cursor): boolean {
  const match = /^[A-Za-z0-9_+:/-]+/.exec(cursor.text.slice(cursor.at))?.[0];
  if (match === undefined) return false;
  cursor.at += match.length;
  return put(cursor, "zone", match);
}

function resolve(fields: Fields): DateInput | undefined {
  const get = (key: string): number | undefined => {
    const value = fields.get(key);
    return typeof value === "number" ? value : undefined;
  };
  const { LocalDate, LocalDateTime, ZonedDateTime, ZoneOffset } = joda();
  const year = get("y");
  if (year === undefined) return undefined;
  const [month, day, dayOfYear] = [get("M"), get("d"), get("D")];
  try {
    let date: LocalDateType;
    if (month !== undefined && day !== undefined) {
      const first = LocalDate.of(year, month, 1);
      if (day < 1 || day > 31) return undefined;
      date = first.withDayOfMonth(Math.min(day, first.lengthOfMonth()));
    } else if (dayOfYear !== undefined) date = LocalDate.ofYearDay(year, dayOfYear);
    else return undefined;
    if (get("E") !== undefined && get("E") !== date.dayOfWeek().value()) return undefined;
    const nanos = nanoOfDay(get);
    if (nanos === undefined) return { kind: "local", local: date.atStartOfDay() };
    const local = LocalDateTime.of(date, joda().LocalTime.ofNanoOfDay(nanos));
    const [offset, zone] = [fields.get("offset"), fields.get("zone")];
    if (typeof offset === "string") {
      const moment = ZonedDateTime.of(local, ZoneOffset.of(offset));
      return {
        kind: "moment",
        moment: typeof zone === "string" ? moment.withZoneSameInstant(zoneOf(zone)) : moment,
      };
    }
    if (typeof zone === "string") return { kind: "moment", moment: ZonedDateTime.of(local, zoneOf(zone)) };
    return { kind: "local", local };
  } catch {
    return undefined;
  }
}

/** Undefined when there is no hour, or seconds without minutes. Throws for values out of range. */
function nanoOfDay(get: (key: string) => number | undefined): number | undefined {
  const half = get("a");
  let hour = get("H");
  const [k, h, K] = [get("k"), get("h"), get("K")];
  if (k !== undefined) hour = k === 24 ? 0 : k;
  const twelfth = h === undefined ? K : h % 12;
  if (hour === undefined && twelfth !== undefined && half !== undefined)
    hour = twelfth + (half === 2 ? 12 : 0);
  const day = get("A");
  const nano = get("N");
  if (nano !== undefined) return nano;
  if (day !== undefined) return day * 1_000_000;
  if (hour === undefined) return undefined;
  const [minute, second, fraction] = [get("m"), get("s"), get("S") ?? get("n")];
  if (minute === undefined && (second !== undefined || fraction !== undefined)) return undefined;
  if (second === undefined && fraction !== undefined) return undefined;
  if (hour === 24) throw unsupported("the hour 24 is not supported");
  return joda()
    .LocalTime.of(hour, minute ?? 0, second ?? 0, fraction ?? 0)
    .toNanoOfDay();
}
