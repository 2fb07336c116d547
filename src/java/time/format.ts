import { invalid, unsupported } from "../error.ts";
import { parseIso } from "./iso.ts";
import { checkZone, type DateInput, epochOf, type ZonedResult } from "./moment.ts";
import { namedFormat, refuseStyle } from "./named-format.ts";
import { parseDate } from "./parse.ts";
import { parseDatePattern } from "./pattern.ts";
import { printDate } from "./print.ts";

/**
 * Prints a date. `format` is the name of a constant of DateTimeFormatter in lower case, or a pattern; `locale` undefined
 * means that the JVM's default decides.
 */
export function formatDate(result: ZonedResult, format: string, locale: string | undefined): string {
  refuseStyle(format);
  const named = namedFormat(format);
  if (named !== undefined) {
    if (format === "iso_instant") epochOf(result);
    else
      checkZone(
        result,
        [...named.needs].map((letter) => ({ kind: "field", letter, count: 1 })),
      );
    return named.print(result.date);
  }
  const elements = parseDatePattern(format);
  checkZone(result, elements);
  return printDate(result.date, elements, locale);
}

/** Reads text by a format as `formatDate` takes it. */
export function readDate(text: string, format: string, locale: string | undefined): DateInput {
  refuseStyle(format);
  if (format === "iso_date_time" || format === "iso_zoned_date_time" || format === "iso_local_date_time") {
    const found = parseIso(text);
    if (found === undefined || !/[Tt]/.test(text))
      throw invalid(`the date "${text.slice(0, 60)}" does not fit ${format}`);
    return found;
  }
  if (format === "rfc_1123_date_time") return rfc1123(text);
  if (namedFormat(format) !== undefined)
    throw unsupported(`reading dates in the format ${format} is not supported`);
  return parseDate(text, parseDatePattern(format), locale);
}

function rfc1123(text: string): DateInput {
  const numeric = text.replace(/ GMT$/i, " +0000").replace(/^([A-Za-z]{3}), (\d) /, "$1, 0$2 ");
  return parseDate(numeric, parseDatePattern("[EEE, ]dd MMM yyyy HH:mm[:ss] Z"), "en-US");
}
