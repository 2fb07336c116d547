import type { ZonedDateTime } from "@js-joda/core";
import { unsupported } from "../error.ts";
import { joda } from "./joda.ts";
import { dayName, halfOfDay, isEnglish, monthName, type NameWidth } from "./names.ts";
import { localeNotGiven } from "./not-given.ts";
import type { PatternElement } from "./pattern.ts";
import { localizedOffset, offsetText, zoneAbbreviation } from "./zone.ts";

/** Prints a moment by a pattern; `locale` undefined means that the server's decides. */
export function printDate(
  date: ZonedDateTime,
  elements: readonly PatternElement[],
  locale: string | undefined,
): string {
  return elements
    .map((element) => {
      if (element.kind === "literal") return element.text;
      if (element.kind === "optional") return printDate(date, element.elements, locale);
      return printField(date, element.letter, element.count, locale);
    })
    .join("");
}

function printField(date: ZonedDateTime, letter: string, count: number, locale: string | undefined): string {
  switch (letter) {
    case "u":
      return year(date.year(), count);
    case "y":
      return year(date.year() > 0 ? date.year() : 1 - date.year(), count);
    case "M":
    case "L":
      if (count <= 2) return pad(date.monthValue(), count);
      return monthName(date.monthValue(), nameWidth(count), known(locale), letter === "L");
    case "d":
      return pad(date.dayOfMonth(), count);
    case "D":
      return pad(date.dayOfYear(), count);
    case "Q":
    case "q":
      return quarter(Math.ceil(date.monthValue() / 3), count, locale);
    case "E":
      return dayName(date.dayOfWeek().value(), nameWidth(Math.max(count, 3)), known(locale));
    case "G":
      return era(date, count, locale);
    case "w":
    case "W":
    case "Y":
    case "e":
    case "c":
      return weekField(date, letter, count, locale);
    case "X":
    case "x":
    case "Z":
    case "O":
    case "V":
    case "z":
      return printZone(date, letter, count, locale);
    default:
      return printTime(date, letter, count, locale);
  }
}

function printTime(date: ZonedDateTime, letter: string, count: number, locale: string | undefined): string {
  const time = date.toLocalTime();
  const hour = time.hour();
  switch (letter) {
    case "H":
      return pad(hour, count);
    case "k":
      return pad(hour === 0 ? 24 : hour, count);
    case "K":
      return pad(hour % 12, count);
    case "h":
      return pad(hour % 12 === 0 ? 12 : hour % 12, count);
    case "m":
      return pad(time.minute(), count);
    case "s":
      return pad(time.second(), count);
    case "S":
      return pad(time.nano(), 9).slice(0, count);
    case "n":
      return pad(time.nano(), count);
    case "A":
      return pad(Math.floor(time.toNanoOfDay() / 1_000_000), count);
    case "N":
      return pad(time.toNanoOfDay(), count);
    case "a":
      return halfOfDay(hour, known(locale));
    default:
      throw unsupported(`the letter "${letter}" of a date pattern is not supported`);
  }
}

function printZone(date: ZonedDateTime, letter: string, count: number, locale: string | undefined): string {
  switch (letter) {
    case "V":
      return date.zone().id();
    case "z":
      if (count === 4) throw unsupported("the full name of a time zone is not supported");
      return zoneAbbreviation(date, known(locale));
    case "O":
      return localizedOffset(date, count === 4);
    case "Z":
      if (count === 4) return localizedOffset(date, true);
      if (count === 5) return offsetText(date, { colon: true, minutes: "always", seconds: true, zero: "Z" });
      return offsetText(date, { colon: false, minutes: "always", seconds: false, zero: "+0000" });
    default: {
      const colon = count === 3 || count === 5;
      const zeros = count === 1 ? "+00" : colon ? "+00:00" : "+0000";
      return offsetText(date, {
        colon,
        minutes: count === 1 ? "when-needed" : "always",
        seconds: count >= 4,
        zero: letter === "X" ? "Z" : zeros,
      });
    }
  }
}

function known(locale: string | undefined): string {
  if (locale === undefined) throw localeNotGiven();
  return locale;
}

function english(locale: string | undefined, what: string): void {
  if (!isEnglish(known(locale))) throw unsupported(`${what} in the locale "${locale}" is not supported`);
}

function pad(value: number, width: number): string {
  return value.toString().padStart(width, "0");
}

function year(value: number, count: number): string {
  if (count === 2) return pad(Math.abs(value) % 100, 2);
  const digits = pad(Math.abs(value), count);
  if (value < 0) return `-${digits}`;
  return count >= 4 && digits.length > count ? `+${digits}` : digits;
}

function nameWidth(count: number): NameWidth {
  return count === 4 ? "full" : count === 5 ? "narrow" : "short";
}

function quarter(value: number, count: number, locale: string | undefined): string {
  if (count <= 2) return pad(value, count);
  english(locale, "the name of a quarter");
  if (count === 3) return `Q${value}`;
  return count === 5 ? `${value}` : `${["1st", "2nd", "3rd", "4th"][value - 1]} quarter`;
}

function era(date: ZonedDateTime, count: number, locale: string | undefined): string {
  english(locale, "the name of an era");
  const common = date.year() > 0;
  if (count === 4) return common ? "Anno Domini" : "Before Christ";
  return count === 5 ? (common ? "A" : "B") : common ? "AD" : "BC";
}

/** Week fields of `en_US`: weeks start on Sunday, and week 1 is the one with 1 January. */
function weekField(date: ZonedDateTime, letter: string, count: number, locale: string | undefined): string {
  if (!/^en[-_]us$/i.test(known(locale)))
    throw unsupported(`weeks of the locale "${locale}" are not supported`);
  const day = (date.dayOfWeek().value() % 7) + 1;
  if (letter === "e" || letter === "c") {
    return count <= 2 ? pad(day, count) : dayName(date.dayOfWeek().value(), nameWidth(count), "en");
  }
  const saturday = date.toLocalDate().plusDays(7 - day);
  if (letter === "W") {
    const first = date.toLocalDate().withDayOfMonth(1);
    const firstDay = (first.dayOfWeek().value() % 7) + 1;
    return pad(Math.floor((date.dayOfMonth() + firstDay - 2) / 7) + 1, count);
  }
  if (letter === "Y") return year(saturday.year(), count);
  const first = joda().LocalDate.of(saturday.year(), 1, 1);
  const firstDay = (first.dayOfWeek().value() % 7) + 1;
  return pad(Math.floor((saturday.dayOfYear() + firstDay - 2) / 7) + 1, count);
}
