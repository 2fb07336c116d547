import { describe, expect, it } from "vitest";
import { JavaError } from "../../src/java/error.ts";
import { formatDate, readDate } from "../../src/java/time/format.ts";
import { parseIso } from "../../src/java/time/iso.ts";

function outcome(action: () => string): string {
  try {
    return action();
  } catch (error) {
    if (error instanceof JavaError && error.kind === "invalid") return "error";
    if (error instanceof JavaError && error.kind === "unsupported") return "unknown";
    throw error;
  }
}

function printed(text: string, pattern: string): string {
  return outcome(() => {
    const input = parseIso(text);
    if (input?.kind !== "moment") throw new Error("not a moment");
    return formatDate({ date: input.moment, zone: "known" }, pattern, "en-US");
  });
}

function read(text: string, pattern: string | undefined): string {
  return outcome(() => {
    const input = pattern === undefined ? parseIso(text) : readDate(text, pattern, "en-US");
    if (input === undefined) return "error";
    return input.kind === "moment" ? input.moment.toInstant().toString() : input.local.toString();
  });
}

describe("java.time patterns (expectations taken from JDK 25)", () => {
  it.each([
    ["2024-03-05T10:20:30.123456789Z", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2024-03-05T10:20:30.123Z"],
    ["2024-12-30T00:00:00+05:30[Asia/Kolkata]", "YYYY-'W'ww-e z VV", "2025-W01-2 IST Asia/Kolkata"],
    [
      "2023-01-01T12:05:09+01:00[Europe/Paris]",
      "h:mm a, EEEE d MMMM uu z",
      "12:05 PM, Sunday 1 January 23 CET",
    ],
    [
      "2021-07-04T23:59:59.5-04:00[America/New_York]",
      "x xx xxx Z ZZZZ O",
      "-04 -0400 -04:00 -0400 GMT-04:00 GMT-4",
    ],
    ["+12345-01-01T00:00:00Z", "yyyy u", "+12345 12345"],
    ["-0005-01-01T00:00:00Z", "y G", "6 BC"],
    ["2024-03-05T10:20:30Z", "[yyyy]'''quoted'''", "2024'quoted'"],
    ["2024-03-05T10:20:30Z", "DDD Q QQQ k K", "065 1 Q1 10 10"],
    ["2024-03-05T10:20:30+04:00[Asia/Dubai]", "z", "unknown"],
    ["2024-03-05T10:20:30Z", "yyyy-J", "error"],
    ["2024-03-05T10:20:30Z", "HHH", "error"],
    ["2024-03-05T10:20:30Z", "yyyy]", "error"],
    ["2024-03-05T10:20:30Z", "'open", "error"],
  ])(
    "given the date %s and the pattern %s, when formatted, then the text is %s",
    (text, pattern, expected) => {
      expect(printed(text, pattern)).toBe(expected);
    },
  );

  it.each([
    ["20240305", "yyyyMMdd", "2024-03-05T00:00"],
    ["5/3/24", "d/M/yy", "2024-03-05T00:00"],
    ["2012-July-1", "yyyy-MMMM-d", "2012-07-01T00:00"],
    ["Mon 5 Mar 2024", "EEE d MMM yyyy", "error"],
    ["2024-02-31", "yyyy-MM-dd", "2024-02-29T00:00"],
    ["2024-02-31", undefined, "error"],
    ["2024-02-32", "yyyy-MM-dd", "error"],
    ["12024-03-05", "yyyy-MM-dd", "error"],
    ["2024-065", "yyyy-DDD", "2024-03-05T00:00"],
    ["2024-03-05T10:20:30+0200", "yyyy-MM-dd'T'HH:mm:ssX", "2024-03-05T08:20:30Z"],
    ["2024-03-05 10:20 Europe/Paris", "yyyy-MM-dd HH:mm VV", "2024-03-05T09:20:00Z"],
    ["10:20", "HH:mm", "error"],
    ["2013-09-08T16:19:00+02", undefined, "2013-09-08T14:19:00Z"],
    ["2013-09-08T16:19:00+0200", undefined, "error"],
    ["2013-09-08T16:19:00+05:00[Europe/Paris]", undefined, "2013-09-08T11:19:00Z"],
    ["2013-09-08t16:19z", undefined, "2013-09-08T16:19:00Z"],
  ])("given the text %s and the pattern %s, when parsed, then the date is %s", (text, pattern, expected) => {
    expect(read(text, pattern)).toBe(expected);
  });
});
