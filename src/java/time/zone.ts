import type { ZonedDateTime, ZoneId } from "@js-joda/core";
import { invalid, unsupported } from "../error.ts";
import { joda, jodaWithZones } from "./joda.ts";
import { isEnglish } from "./names.ts";

/** ZoneId.of: a region of the IANA database (case matters), `Z`, an offset, or `UTC`, `GMT`, `UT` with an offset. */
export function zoneOf(id: string): ZoneId {
  if (id !== "SYSTEM") {
    try {
      return (/^(?:Z|(?:UTC|GMT|UT)?(?:[+-].*)?)$/.test(id) ? joda() : jodaWithZones()).ZoneId.of(id);
    } catch {
      // falls through to the error in the user's terms
    }
  }
  throw invalid(`"${id.slice(0, 60)}" is not a time zone`);
}

/** True for a region (`Europe/Paris`, `UTC`), false for a bare offset (`+02:00`, `Z`). */
export function isRegion(zone: ZoneId): boolean {
  return !(zone instanceof joda().ZoneOffset);
}

interface OffsetStyle {
  readonly colon: boolean;
  readonly minutes: "always" | "when-needed";
  readonly seconds: boolean;
  readonly zero: string;
}

export function offsetText(date: ZonedDateTime, { colon, minutes, seconds, zero }: OffsetStyle): string {
  const total = date.offset().totalSeconds();
  if (total === 0) return zero;
  const two = (value: number): string => value.toString().padStart(2, "0");
  const magnitude = Math.abs(total);
  const [h, m, s] = [Math.floor(magnitude / 3600), Math.floor(magnitude / 60) % 60, magnitude % 60];
  const separator = colon ? ":" : "";
  let text = (total < 0 ? "-" : "+") + two(h);
  if (minutes === "always" || m > 0) text += separator + two(m);
  if (seconds && s > 0) text += separator + two(s);
  return text;
}

/** `GMT`, `GMT+2` (short) or `GMT+02:00` (full). */
export function localizedOffset(date: ZonedDateTime, full: boolean): string {
  const total = date.offset().totalSeconds();
  if (total === 0) return "GMT";
  const text = offsetText(date, {
    colon: true,
    minutes: full ? "always" : "when-needed",
    seconds: true,
    zero: "",
  });
  return `GMT${full ? text : text.replace(/^([+-])0/, "$1")}`;
}

/**
 * The short name of the zone at this moment, as Java prints it for `z`: the id of an offset, else the abbreviation of
 * the IANA database. Java versions disagree where the database has none.
 */
export function zoneAbbreviation(date: ZonedDateTime, locale: string): string {
  const zone = date.zone();
  if (!isRegion(zone) || /^(?:UTC|GMT|UT)$/.test(zone.id())) return zone.id();
  const abbreviation = isEnglish(locale) && date.year() >= 2000 ? tzdbAbbreviation(zone, date) : undefined;
  if (abbreviation === undefined || !/^[A-Z]{3,5}$/.test(abbreviation))
    throw unsupported(`the name of the time zone ${zone.id()} differs between Java versions`);
  return abbreviation;
}

interface TzdbInfo {
  readonly abbrs: readonly string[];
  readonly untils: readonly number[];
}

function tzdbAbbreviation(zone: ZoneId, date: ZonedDateTime): string | undefined {
  const info = (zone.rules() as unknown as { readonly _tzdbInfo?: TzdbInfo })._tzdbInfo;
  if (info === undefined) return undefined;
  const millis = date.toInstant().toEpochMilli();
  return info.abbrs[info.untils.findIndex((until) => millis < until)];
}
