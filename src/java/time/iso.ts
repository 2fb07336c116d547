import { joda } from "./joda.ts";
import type { DateInput } from "./moment.ts";
import { zoneOf } from "./zone.ts";

const ISO =
  /^(\d{4}|[+-]\d{4,9})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{0,9}))?)?([Zz]|[+-]\d\d(?::\d\d(?::\d\d)?)?)?(?:\[([^\]]+)\])?)?$/;

/**
 * An ISO date, local date-time or date-time with offset and zone, as ZonedDateTime.parse, LocalDateTime.parse and
 * LocalDate.parse read them (strict: 30 February is an error). Undefined for any other text.
 */
export function parseIso(text: string): DateInput | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year = "", month, day, hour, minute, second = "0", fraction = "", offset, zone] = match;
  if (zone !== undefined && offset === undefined) return undefined;
  if (/^\+\d{4}$/.test(year)) return undefined;
  const { LocalDateTime, ZonedDateTime, ZoneOffset } = joda();
  try {
    const local = LocalDateTime.of(
      Number(year),
      Number(month),
      Number(day),
      Number(hour ?? 0),
      Number(minute ?? 0),
      Number(second),
      Number(fraction.padEnd(9, "0")),
    );
    if (offset === undefined) return { kind: "local", local };
    const moment = ZonedDateTime.of(local, ZoneOffset.of(offset.toUpperCase()));
    return { kind: "moment", moment: zone === undefined ? moment : moment.withZoneSameInstant(zoneOf(zone)) };
  } catch {
    return undefined;
  }
}
