import { describe, expect, it } from "vitest";
import { integer, long, NULL, string, type Value } from "../../../src/pebble/values/value.ts";
import { filtered, shown } from "./context.ts";

const s = string;
type Args = readonly (Value | undefined)[];
const zone = (format: string | undefined, timeZone: string): Args => [
  format === undefined ? undefined : s(format),
  s(timeZone),
];
const added = (amount: Value, unit: string, format: string): Args => [amount, s(unit), s(format)];

describe("date filters on a server in UTC", () => {
  const cases: readonly (readonly [string, Value, Args, string])[] = [
    ["date", s("2024-03-05"), [], "2024-03-05T00:00:00.000000Z"],
    ["date", s("2024-03-05T10:20:30.123456789Z"), [], "2024-03-05T10:20:30.123456Z"],
    ["date", s("2024-03-05T23:30:00Z"), zone("yyyy-MM-dd", "Asia/Tokyo"), "2024-03-06"],
    [
      "date",
      s("2013-09-08T16:19:12.123456+01:00"),
      zone("iso_milli", "Europe/Paris"),
      "2013-09-08T17:19:12.123+02:00",
    ],
    ["date", s("2024-03-05T10:20:30"), [s("iso_week_date")], "2024-W10-2Z"],
    ["date", s("2024-03-05T10:20:30"), [s("iso_ordinal_date")], "2024-065Z"],
    ["date", s("2024-03-05T10:20:30Z"), [s("rfc_1123_date_time")], "Tue, 5 Mar 2024 10:20:30 GMT"],
    ["date", s("2024-03-05T10:20:30Z"), [s("iso_date_time")], "2024-03-05T10:20:30Z[UTC]"],
    ["date", s("2024-03-05T10:20:30Z"), [s("EEE d MMM yyyy")], "Tue 5 Mar 2024"],
    ["date", s("2024-03-05T10:20:30Z"), [s("Q yy DDD")], "1 24 065"],
    [
      "date",
      s("2024-03-05T10:20:30Z"),
      [s("EEEE d MMMM yyyy"), undefined, undefined, s("fr")],
      "mardi 5 mars 2024",
    ],
    ["date", s("05/03/2024"), [s("yyyy-MM-dd"), undefined, s("dd/MM/yyyy")], "2024-03-05"],
    [
      "date",
      s("Tue, 08 Feb 2022 19:38:26 GMT"),
      [undefined, s("Europe/Paris"), s("rfc_1123_date_time")],
      "2022-02-08T20:38:26.000000+01:00",
    ],
    ["date", long(1_700_000_000), [], "2023-11-14T22:13:20.000000Z"],
    ["date", long(1_595_853_935_000), zone(undefined, "Asia/Almaty"), "2020-07-27T18:45:35.000000+06:00"],
    [
      "date",
      integer(1_700_000_000),
      [],
      "error: the value is not a date: it must be a String, a Long or a date",
    ],
    ["date", s("not a date"), [], 'error: "not a date" is not an ISO date; give existingFormat=...'],
    [
      "date",
      s("2004-02-12T15:19:21+0400"),
      [],
      'error: "2004-02-12T15:19:21+0400" is not an ISO date; give existingFormat=...',
    ],
    ["date", s("2024-03-05"), [s("yyyy"), s("Mars/Base")], 'error: "Mars/Base" is not a time zone'],
    [
      "date",
      s("2024-03-05"),
      [s("full")],
      '<the text of the date style "full" depends on the Java version and the locale>',
    ],
    ["date", NULL, [], "null"],
    ["dateAdd", s("2024-03-05"), added(long(-1), "DAYS", "yyyy-MM-dd"), "2024-03-04"],
    ["dateAdd", s("2024-01-31"), added(long(1), "MONTHS", "yyyy-MM-dd"), "2024-02-29"],
    ["dateAdd", s("2024-03-05"), added(s("2"), "DAYS", "yyyy-MM-dd"), "2024-03-07"],
    ["dateAdd", s("2024-03-05T10:00:00Z"), added(long(90), "MINUTES", "HH:mm"), "11:30"],
    [
      "dateAdd",
      s("2024-03-05"),
      added(long(1), "DAY", "yyyy"),
      'error: "DAY" is not a unit of time; use DAYS, HOURS, MONTHS ...',
    ],
    ["timestamp", s("2024-03-05T00:00:00Z"), [], "1709596800"],
    ["timestamp", s("2024-03-05"), [s("Europe/Paris")], "1709593200"],
    ["timestampMilli", s("2024-03-05T00:00:00.123Z"), [], "1709596800123"],
    ["timestampMicro", s("2013-09-08T16:19:12.123456+01:00"), [], "1378653552123456"],
    ["timestampNano", s("2024-03-05T00:00:00.123456789Z"), [], "1709596800123456789"],
  ];
  it.each(cases)(
    "given the filter $0 (case %#), when applied, then the result is $3",
    (filter, input, args, expected) => {
      expect(shown(() => filtered(filter, input, args))).toBe(expected);
    },
  );
});

describe("date filters on a server with unknown time zone and locale", () => {
  const zoneReason = "<the result depends on the server's time zone (give timeZone=...)>";
  const localeReason = "<the result depends on the server's locale (give locale=...)>";
  const cases: readonly (readonly [string, Value, Args, string])[] = [
    ["date", s("2024-03-05"), [s("yyyy/MM/dd")], "2024/03/05"],
    ["date", s("2024-03-05T10:20"), [s("HH:mm")], "10:20"],
    ["date", s("2024-03-05T02:20"), [s("HH:mm")], zoneReason],
    ["date", s("2024-03-05"), [], zoneReason],
    ["date", s("2024-03-05T10:20:30Z"), [s("yyyy")], zoneReason],
    ["date", s("2024-03-05T10:20:30Z"), zone("yyyy-MM-dd HH:mm", "UTC"), "2024-03-05 10:20"],
    ["date", s("2024-03-05"), zone("d MMM", "UTC"), localeReason],
    ["dateAdd", s("2024-03-05"), added(long(1), "DAYS", "yyyy-MM-dd"), "2024-03-06"],
    ["dateAdd", s("2024-03-05T10:00"), added(long(1), "HOURS", "HH"), zoneReason],
    ["timestamp", s("2024-03-05T00:00:00Z"), [], "1709596800"],
    ["timestamp", s("2024-03-05"), [], zoneReason],
  ];
  it.each(cases)(
    "given the filter $0 (case %#), when applied, then the result is $3",
    (filter, input, args, expected) => {
      expect(shown(() => filtered(filter, input, args, false))).toBe(expected);
    },
  );
});
