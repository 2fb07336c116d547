import type { ZonedDateTime } from "@js-joda/core";
import { unsupported } from "../error.ts";
import { joda } from "./joda.ts";
import { isRegion, offsetText } from "./zone.ts";

/** How a named format prints, and which part of the zone it needs: as pattern letters for `checkZone`. */
interface NamedFormat {
  readonly needs: string;
  readonly print: (date: ZonedDateTime) => string;
}

const date = (d: ZonedDateTime): string => d.toLocalDate().toString();
const offset = (d: ZonedDateTime): string =>
  offsetText(d, { colon: true, minutes: "always", seconds: true, zero: "Z" });
const region = (d: ZonedDateTime): string => (isRegion(d.zone()) ? `[${d.zone().id()}]` : "");

function time(d: ZonedDateTime): string {
  const two = (value: number): string => value.toString().padStart(2, "0");
  const fraction = d
    .nano()
    .toString()
    .padStart(9, "0")
    .replace(/(?<!0)0+$/, "");
  return `${two(d.hour())}:${two(d.minute())}:${two(d.second())}${fraction === "" ? "" : `.${fraction}`}`;
}

function instant(d: ZonedDateTime): string {
  const utc = d.withZoneSameInstant(joda().ZoneOffset.UTC);
  const nanos = utc
    .nano()
    .toString()
    .padStart(9, "0")
    .replace(/(?:000){1,3}$/, "");
  const clock = time(utc).replace(/\..*/, "");
  return `${date(utc)}T${clock}${nanos === "" ? "" : `.${nanos}`}Z`;
}

function week(d: ZonedDateTime): string {
  const day = d.dayOfWeek().value();
  const thursday = d.toLocalDate().plusDays(4 - day);
  const number = Math.floor((thursday.dayOfYear() - 1) / 7) + 1;
  return `${thursday.year()}-W${number.toString().padStart(2, "0")}-${day}${offset(d)}`;
}

/** The constants of java.time.format.DateTimeFormatter, by their names in lower case. */
const FORMATS: Readonly<Record<string, NamedFormat>> = {
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

export function namedFormat(name: string): NamedFormat | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function rfc1123(d: ZonedDateTime): string {
  const zone = offsetText(d, { colon: false, minutes: "always", seconds: false, zero: "GMT" });
  const clock = time(d).replace(/\..*/, "");
  return `${DAYS[d.dayOfWeek().value() - 1]}, ${d.dayOfMonth()} ${MONTHS[d.monthValue() - 1]} ${d.year()} ${clock} ${zone}`;
}

/** Localised styles: their text is the platform's and changes between Java versions. */
export function refuseStyle(name: string): void {
  if (/^(?:full|long|medium|short)$/.test(name))
    throw unsupported(`the text of the date style "${name}" depends on the Java version and the locale`);
}
