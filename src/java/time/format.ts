import { fail } from "../../pebble/values/failure.ts";
import type { Value } from "../../pebble/values/value.ts";
import { DateUnknownError } from "./error.ts";
import { parseIso, readIso } from "./iso.ts";
import { joda } from "./joda.ts";
import { checkZone, type DateInput, epochOf, type ZonedResult } from "./moment.ts";
import { namedFormats, namedPatterns, refuseStyle } from "./named-format.ts";
import { parseDate } from "./parse.ts";
import { parseDatePattern } from "./pattern.ts";
import { printDate } from "./print.ts";

/** Prints a date by a named format or a pattern. `locale` undefined means that the server's decides. */
export function formatDate(result: ZonedResult, format: string, locale: string | undefined): string {
  refuseStyle(format);
  const named = namedFormats[format];
  if (named !== undefined) {
    if (format === "iso_instant") epochOf(result);
    else
      checkZone(
        result,
        [...named.needs].map((letter) => ({ kind: "field", letter, count: 1 })),
      );
    return named.print(result.date);
  }
  const elements = parseDatePattern(namedPatterns[format] ?? format);
  checkZone(result, elements);
  return printDate(result.date, elements, locale);
}

/**
 * The date that a value stands for. Date objects as they are (a LocalDate at noon); a Long is an epoch in seconds, in
 * milliseconds with 13 digits, in nanoseconds with 19; a String is ISO or in `existingFormat`. Anything else, also an
 * Integer, is an error. reference: Kestra's AbstractDate.convert
 */
export function readDate(
  value: Value,
  existingFormat: string | undefined,
  locale: string | undefined,
): DateInput {
  switch (value.kind) {
    case "date":
      return dateObject(value.date);
    case "long":
      return epoch(value.value);
    case "string":
      return existingFormat === undefined
        ? readIso(value.value)
        : readText(value.value, existingFormat, locale);
    default:
      throw fail("the value is no date: it must be a String, a Long or a date");
  }
}

function dateObject(date: unknown): DateInput {
  const { Instant, LocalDate, LocalDateTime, LocalTime, ZonedDateTime, ZoneOffset } = joda();
  if (date instanceof ZonedDateTime) return { kind: "moment", moment: date };
  if (date instanceof Instant)
    return { kind: "moment", moment: ZonedDateTime.ofInstant(date, ZoneOffset.UTC) };
  if (date instanceof LocalDateTime) return { kind: "local", local: date };
  if (date instanceof LocalDate) return { kind: "local", local: LocalDateTime.of(date, LocalTime.NOON) };
  throw fail("the value is no date");
}

function epoch(value: bigint): DateInput {
  const { Instant, ZonedDateTime, ZoneOffset } = joda();
  const digits = value.toString().length;
  let seconds = value;
  let nanos = 0n;
  if (digits === 13) {
    seconds = value / 1_000n;
    nanos = (value % 1_000n) * 1_000_000n;
  } else if (digits === 19) {
    if (value % 1_000n !== 0n)
      throw new DateUnknownError("an epoch of 19 digits that does not end in 000 is not supported");
    seconds = value / 1_000_000_000n;
    nanos = value % 1_000_000_000n;
  }
  if (seconds > 31_556_889_864_403_199n || seconds < -31_557_014_167_219_200n)
    throw fail("the epoch is out of range");
  try {
    const instant = Instant.ofEpochSecond(Number(seconds), Number(nanos));
    return { kind: "moment", moment: ZonedDateTime.ofInstant(instant, ZoneOffset.UTC) };
  } catch {
    throw fail("the epoch is out of range");
  }
}

function readText(text: string, format: string, locale: string | undefined): DateInput {
  refuseStyle(format);
  if (format === "iso_date_time" || format === "iso_zoned_date_time" || format === "iso_local_date_time") {
    const found = parseIso(text);
    if (found === undefined || !/[Tt]/.test(text))
      throw fail(`the date "${text.slice(0, 60)}" does not fit ${format}`);
    return found;
  }
  if (format === "rfc_1123_date_time") return rfc1123(text);
  if (format in namedFormats)
    throw new DateUnknownError(`reading dates in the format ${format} is not supported`);
  return parseDate(text, parseDatePattern(namedPatterns[format] ?? format), locale);
}

function rfc1123(text: string): DateInput {
  const numeric = text.replace(/ GMT$/i, " +0000").replace(/^([A-Za-z]{3}), (\d) /, "$1, 0$2 ");
  return parseDate(numeric, parseDatePattern("[EEE, ]dd MMM yyyy HH:mm[:ss] Z"), "en-US");
}
