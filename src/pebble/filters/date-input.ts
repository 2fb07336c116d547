import { unsupported } from "../../java/error.ts";
import { readDate } from "../../java/time/format.ts";
import { parseIso } from "../../java/time/iso.ts";
import { type DateInput, dateInput, epochMoment } from "../../java/time/moment.ts";
import { fail } from "../values/failure.ts";
import type { Value } from "../values/value.ts";

/** Names of patterns in Kestra's date filters. reference: Kestra's AbstractDate */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ["iso", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX"],
  ["iso_milli", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"],
  ["iso_sec", "yyyy-MM-dd'T'HH:mm:ssXXX"],
  ["sql", "yyyy-MM-dd HH:mm:ss.SSSSSS"],
  ["sql_milli", "yyyy-MM-dd HH:mm:ss.SSS"],
  ["sql_sec", "yyyy-MM-dd HH:mm:ss"],
  ["iso_local_date", "yyyy-MM-dd"],
]);

/** The Java equivalent of a format in a template: a name of DateTimeFormatter, or a pattern. */
export function javaFormat(name: string): string {
  return PATTERNS.get(name) ?? name;
}

/**
 * The date of a value. Date objects as they are (a LocalDate at noon); a Long is an epoch in seconds, in
 * milliseconds with 13 digits; with 19 in nanoseconds when it ends in 000, and else seconds followed by microseconds, as
 * `timestampMicro` of 1.x gives them; a String is ISO or in `existingFormat`. Anything else, also an
 * Integer, is an error. reference: Kestra's AbstractDate.convert and
 * DateFilterTest
 */
export function dateOf(
  value: Value,
  existingFormat: string | undefined,
  locale: string | undefined,
): DateInput {
  switch (value.kind) {
    case "date":
      return dateInput(value.date);
    case "long":
      return epoch(value.value);
    case "string":
      return existingFormat === undefined
        ? isoDate(value.value)
        : readDate(value.value, javaFormat(existingFormat), locale);
    default:
      throw fail("the value is not a date: it must be a String, a Long or a date");
  }
}

function isoDate(text: string): DateInput {
  const found = parseIso(text);
  if (found === undefined) throw fail(`"${text.slice(0, 60)}" is not an ISO date; give existingFormat=...`);
  return found;
}

function epoch(value: bigint): DateInput {
  const digits = value.toString().length;
  if (digits === 13) return epochMoment(value / 1_000n, (value % 1_000n) * 1_000_000n);
  if (digits !== 19) return epochMoment(value, 0n);
  const [seconds, rest] = [value / 1_000_000_000n, value % 1_000_000_000n];
  if (value % 1_000n === 0n) return epochMoment(seconds, rest);
  if (rest >= 1_000_000n) {
    throw unsupported("an epoch of 19 digits that is neither nano- nor microseconds is not supported");
  }
  return epochMoment(seconds, rest * 1_000n);
}
