import type { ZonedDateTime } from "@js-joda/core";
import { DateUnknownError } from "./error.ts";
import { joda } from "./joda.ts";
import { isRegion, offsetText } from "./zone.ts";

/** Names of Kestra's date filters that stand for a pattern. reference: Kestra's AbstractDate */
export const namedPatterns: Readonly<Record<string, string>> = {
  iso: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
  iso_milli: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  iso_sec: "yyyy-MM-dd'T'HH:mm:ssXXX",
  sql: "yyyy-MM-dd HH:mm:ss.SSSSSS",
  sql_milli: "yyyy-MM-dd HH:mm:ss.SSS",
  sql_sec: "yyyy-MM-dd HH:mm:ss",
  iso_local_date: "yyyy-MM-dd",
};

/** How a named format prints, and which part of the zone it needs: as pattern letters for `checkZone`. */
export interface NamedFormat {
  readonly needs: string;
  readonly print: (date: ZonedDateTime) => string;
}

const date = (d: ZonedDateTime): string => d.toLocalDate().toString();
const offset = (d: ZonedDateTime): string =>
  offsetText(d, { colon: true, minutes: "always", seconds: true, zero: "Z" });
const region = (d: ZonedDateTime): string => (isRegion(d.zone()) ? `[${d.zone().id()}]` : "");

function time(d: ZonedDateTime): string {
  const two = (value: number): string => value.toString().padStart(2, "0");
  const fraction = d.nano().toString().padStart(9, "0").replace(/0+$/, "");
  return `${two(d.hour())}:${two(d.minute())}:${two(d.second())}${fraction === "" ? "" : `.${fraction}`}`;
}

function instant(d: ZonedDateTime): string {
  const utc = d.withZoneSameInstant(joda().ZoneOffset.UTC);
  const nanos = utc
    .nano()
    .toString()
    .padStart(9, "0")
    .replace(/(?:000)+$/, "");
  const clock = time(utc).replace(/\..*$/, "");
  return `${date(utc)}T${clock}${nanos === "" ? "" : `.${nanos}`}Z`;
}

function week(d: ZonedDateTime): string {
  const day = d.dayOfWeek().value();
  const thursday = d.toLocalDate().plusDays(4 - day);
  const number = Math.floor((thursday.dayOfYear() - 1) / 7) + 1;
  return `${thursday.year()}-W${number.toString().padStart(2, "0")}-${day}${offset(d)}`;
}

/** The formats of java.time.format.DateTimeFormatter that Kestra knows by name. */
export const namedFormats: Readonly<Record<string, NamedFormat>> = {
  iso_date_time: { needs: "dHX", print: (d) => `${date(d)}T${time(d)}${offset(d)}${region(d)}` },
  iso_zoned_date_time: { needs: "dHX", print: (d) => `${date(d)}T${time(d)}${offset(d)}${region(d)}` },
  iso_date: { needs: "dX", print: (d) => date(d) + offset(d) },
  iso_time: { needs: "HX", print: (d) => time(d) + offset(d) },
  iso_offset_time: { needs: "HX", print: (d) => time(d) + offset(d) },
  iso_instant: { needs: "", print: instant },
  iso_local_date_time: { needs: "dH", print: (d) => `${date(d)}T${time(d)}` },
  iso_local_time: { needs: "H", print: time },
  iso_ordinal_date: {
    needs: "dX",
    print: (d) => `${d.year()}-${d.dayOfYear().toString().padStart(3, "0")}${offset(d)}`,
  },
  iso_week_date: { needs: "dX", print: week },
  rfc_1123_date_time: { needs: "dHX", print: rfc1123 },
};

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function rfc1123(d: ZonedDateTime): string {
  const zone = offsetText(d, { colon: false, minutes: "always", seconds: false, zero: "GMT" });
  const clock = time(d).replace(/\..*$/, "");
  return `${DAYS[d.dayOfWeek().value() - 1]}, ${d.dayOfMonth()} ${MONTHS[d.monthValue() - 1]} ${d.year()} ${clock} ${zone}`;
}

/** Localised styles: their text is the platform's and changes between Java versions. */
export function refuseStyle(name: string): void {
  if (/^(?:full|long|medium|short)$/.test(name))
    throw new DateUnknownError(
      `the text of the date style "${name}" depends on the Java version and the locale`,
    );
}
