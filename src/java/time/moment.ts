import type { Instant, LocalDateTime, ZonedDateTime, ZoneId } from "@js-joda/core";
import { invalid, unsupported } from "../error.ts";
import { joda } from "./joda.ts";
import { zoneNotGiven } from "./not-given.ts";
import { fieldsOf, type PatternElement } from "./pattern.ts";

/** A date as it was given: a moment, or a local date and time that becomes a moment in the zone of the result. */
export type DateInput =
  | { readonly kind: "moment"; readonly moment: ZonedDateTime }
  | { readonly kind: "local"; readonly local: LocalDateTime };

/** A date object of js-joda as it is; a LocalDate at noon. */
export function dateInput(date: unknown): DateInput {
  const { Instant, LocalDate, LocalDateTime, LocalTime, ZonedDateTime } = joda();
  if (date instanceof ZonedDateTime) return { kind: "moment", moment: date };
  if (date instanceof Instant) return momentOf(date);
  if (date instanceof LocalDateTime) return { kind: "local", local: date };
  if (date instanceof LocalDate) return { kind: "local", local: LocalDateTime.of(date, LocalTime.NOON) };
  throw invalid("the value is not a date");
}

/** Instant.ofEpochSecond. */
export function epochMoment(seconds: bigint, nanos: bigint): DateInput {
  if (seconds > 31_556_889_864_403_199n || seconds < -31_557_014_167_219_200n)
    throw invalid("the epoch is out of range");
  try {
    return momentOf(joda().Instant.ofEpochSecond(Number(seconds), Number(nanos)));
  } catch {
    throw invalid("the epoch is out of range");
  }
}

function momentOf(instant: Instant): DateInput {
  const { ZonedDateTime, ZoneOffset } = joda();
  return { kind: "moment", moment: ZonedDateTime.ofInstant(instant, ZoneOffset.UTC) };
}

/**
 * A date in the zone of the result. Without a known zone it is calculated in UTC, and `zone` limits its meaning:
 * "local", the fields of the date and the clock still hold, or "moment", only the moment does.
 */
export interface ZonedResult {
  readonly date: ZonedDateTime;
  readonly zone: "known" | "local" | "moment";
}

export function inZone(input: DateInput, zone: ZoneId | undefined): ZonedResult {
  const { ZoneOffset, ZonedDateTime } = joda();
  const target = zone ?? ZoneOffset.UTC;
  if (input.kind === "moment")
    return { date: input.moment.withZoneSameInstant(target), zone: zone === undefined ? "moment" : "known" };
  return { date: ZonedDateTime.of(input.local, target), zone: zone === undefined ? "local" : "known" };
}

const CLOCK = "ahKkHmsSAnN";
const ZONE = "VzOXxZ";

/**
 * Throws if the result depends on the unknown zone. A local time that falls into a gap of the zone is moved, and gaps
 * are at night: the clock holds from 04:00 to 22:59, the date always.
 */
export function checkZone({ date, zone }: ZonedResult, elements: readonly PatternElement[]): void {
  if (zone === "known") return;
  for (const { letter } of fieldsOf(elements)) {
    const safe =
      !ZONE.includes(letter) && (!CLOCK.includes(letter) || (date.hour() >= 4 && date.hour() < 23));
    if (zone === "moment" || !safe) throw zoneNotGiven();
  }
}

/** Seconds and nanoseconds since 1970; unknown for a local time in an unknown zone. */
export function epochOf({ date, zone }: ZonedResult): { readonly seconds: bigint; readonly nanos: bigint } {
  if (zone === "local") throw zoneNotGiven();
  return { seconds: BigInt(date.toEpochSecond()), nanos: BigInt(date.nano()) };
}

/** Unit names of java.time.temporal.ChronoUnit and how many of a smaller unit they are. */
const UNITS: Readonly<Record<string, readonly [string, number]>> = {
  NANOS: ["NANOS", 1],
  MICROS: ["NANOS", 1_000],
  MILLIS: ["NANOS", 1_000_000],
  SECONDS: ["SECONDS", 1],
  MINUTES: ["MINUTES", 1],
  HOURS: ["HOURS", 1],
  HALF_DAYS: ["HOURS", 12],
  DAYS: ["DAYS", 1],
  WEEKS: ["DAYS", 7],
  MONTHS: ["MONTHS", 1],
  YEARS: ["MONTHS", 12],
  DECADES: ["MONTHS", 120],
  CENTURIES: ["MONTHS", 1_200],
  MILLENNIA: ["MONTHS", 12_000],
};

/** ZonedDateTime.plus(amount, ChronoUnit.valueOf(unit)): units of a day and longer keep the clock, shorter ones the moment. */
export function plus(result: ZonedResult, amount: number, unit: string): ZonedResult {
  if (unit === "ERAS" || unit === "FOREVER") throw invalid(`the unit "${unit}" cannot be added to a date`);
  const known = UNITS[unit];
  if (known === undefined)
    throw invalid(`"${unit.slice(0, 60)}" is not a unit of time; use DAYS, HOURS, MONTHS ...`);
  const [name, factor] = known;
  const total = amount * factor;
  if (Math.abs(total) > 1e13) throw unsupported("an amount of time this large is not supported");
  const { date } = result;
  const clockOnly = name === "HOURS" || name === "MINUTES" || name === "SECONDS" || name === "NANOS";
  // Hours are counted on the time line, days on the calendar: each needs the zone for the other kind of input.
  if (clockOnly ? result.zone === "local" : result.zone === "moment") throw zoneNotGiven();
  return { date: shift(date, total, name), zone: result.zone };
}

function shift(date: ZonedDateTime, total: number, name: string): ZonedDateTime {
  try {
    switch (name) {
      case "NANOS":
        return date.plusSeconds(Math.floor(total / 1e9)).plusNanos(((total % 1e9) + 1e9) % 1e9);
      case "SECONDS":
        return date.plusSeconds(total);
      case "MINUTES":
        return date.plusMinutes(total);
      case "HOURS":
        return date.plusHours(total);
      case "DAYS":
        return date.plusDays(total);
      default:
        return date.plusMonths(total);
    }
  } catch {
    throw invalid("the date is out of range");
  }
}
