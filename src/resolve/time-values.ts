import { joda } from "../java/time/joda.ts";

/* The texts and numbers that Kestra stores for inputs of date and time types. */

/** The execution is stored with instants in UTC and microseconds. Source: Kestra's JdbcMapper. */
export function isoInstant(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const { OffsetDateTime, ZoneOffset, DateTimeFormatter } = joda();
  try {
    const utc = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
    return utc.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
  } catch {
    return undefined;
  }
}

/** The execution is stored with durations as seconds with a fraction. Source: Kestra's JacksonMapper. */
export function durationSeconds(text: string): number | undefined {
  try {
    const duration = joda().Duration.parse(text);
    if (duration.isNegative()) return undefined;
    return Number(`${duration.seconds()}.${String(duration.nano()).padStart(9, "0")}`);
  } catch {
    return undefined;
  }
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

/** A time in the format of ISO_LOCAL_TIME: always with seconds, and with a fraction without trailing zeros. */
export function isoTime(text: string): string | undefined {
  const match = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, minutes, seconds = "00", fraction = ""] = match;
  const digits = fraction.replace(/(?<!0)0+$/, "");
  return `${minutes}:${seconds}${digits === "" ? "" : `.${digits}`}`;
}
