import { describe, expect, it } from "vitest";
import { FUNCTIONS } from "../../../src/pebble/functions/index.ts";
import { unknown } from "../../../src/pebble/values/unknown.ts";
import {
  bool,
  double,
  integer,
  list,
  long,
  NULL,
  string,
  stringMap,
  type Value,
} from "../../../src/pebble/values/value.ts";
import { called, shown } from "../filters/context.ts";

const s = string;
const n = (value: number): Value => long(value);

describe("functions computed from their arguments", () => {
  const cases: readonly (readonly [string, readonly Value[], string])[] = [
    ["range", [n(1), n(5)], "[1, 2, 3, 4, 5]"],
    ["range", [n(1), n(10), n(3)], "[1, 4, 7, 10]"],
    ["range", [n(5), n(1), n(-2)], "[5, 3, 1]"],
    ["range", [n(1), n(0)], "[]"],
    ["range", [s("a"), s("e"), n(2)], "[a, c, e]"],
    ["range", [double(1.9), double(3.9)], "[1, 2, 3]"],
    ["range", [n(1), n(5), n(0)], "error: the increment must not be 0"],
    ["range", [n(1), s("c")], "error: start and end must be numbers, or texts of one character"],
    ["range", [n(1), n(9_000_000)], "error: a range of more than 100000 elements"],
    ["max", [n(1), double(5.5), integer(3)], "5.5"],
    ["min", [n(4), double(2.5)], "2.5"],
    ["max", [], "null"],
    ["max", [n(1), s("5")], "error: only numbers can be compared"],
    ["fromJson", [s('{"a":[1,2.0]}')], '{"a":[1,2.0]}'],
    ["fromJson", [s("1 rubbish")], "1"],
    ["fromJson", [NULL], "null"],
    ["fromJson", [], 'error: the argument "json" is missing'],
    ["fromIon", [s('{title:"Main_Page"}')], '{"title":"Main_Page"}'],
    ["fromIon", [s("1 2"), bool(true)], "[1, 2]"],
    ["yaml", [s("- 1\n- two")], "[1, two]"],
    ["yaml", [s("")], "error: an empty text is not YAML"],
    ["dayOfWeek", [s("2024-03-05")], "TUESDAY"],
    ["dayOfWeek", [s("2025-01-06T00:30:00+02:00")], "MONDAY"],
    ["dayOfMonth", [s("2024-03-05")], "5"],
    ["monthOfYear", [s("2024-03-05")], "3"],
    ["hourOfDay", [s("2025-01-06T14:30:00+02:00")], "14"],
    ["hourOfDay", [s("2025-01-06")], 'error: the date "2025-01-06" cannot be read'],
    ["isWeekend", [s("2024-03-09")], "true"],
    ["isDayWeekInMonth", [s("2025-01-27"), s("monday"), s("FOURTH")], "true"],
    ["isDayWeekInMonth", [s("2025-01-27"), s("MONDAY"), s("last")], "true"],
    ["isDayWeekInMonth", [s("2025-01-13"), s("MONDAY"), s("FIRST")], "false"],
    [
      "isDayWeekInMonth",
      [s("2025-01-06"), s("BLURSDAY"), s("FIRST")],
      'error: "BLURSDAY" is not a day of the week; use MONDAY, TUESDAY ...',
    ],
    ["isLastWorkingDay", [s("2024-03-29")], "true"],
    ["isLastWorkingDay", [s("2025-01-30"), s("MONDAY,TUESDAY,WEDNESDAY,THURSDAY")], "true"],
    ["isLastWorkingDay", [s("2025-11-30")], "false"],
    ["i18n", [s("a")], "error: message bundles are missing"],
  ];
  it.each(cases)(
    "given the function $0 (case %#), when called, then the result is $2",
    (name, args, expected) => {
      expect(shown(() => called(name, args))).toBe(expected);
    },
  );

  it("given loop outputs, when one output is read, then it has an entry for each iteration", () => {
    const iteration = (uri: Value): Value => stringMap([["outputs", stringMap([["uri", uri]])]]);
    const outputs = list([iteration(s("s3://a")), stringMap([]), iteration(s("s3://b"))]);
    expect(shown(() => called("loopOutputs", [outputs, s("uri")]))).toBe("[s3://a, null, s3://b]");
  });

  it("given nested iterations, when currentEachOutput is called, then it descends by their values", () => {
    const taskrun = (value: string): Value => stringMap([["value", s(value)]]);
    const outputs = stringMap([["a", stringMap([["x", s("found")]])]]);
    const scope = { taskrun: taskrun("x"), parents: list([stringMap([["taskrun", taskrun("a")]])]) };
    expect(shown(() => called("currentEachOutput", [outputs], scope))).toBe("found");
  });
});

describe("functions that need the installation or the run", () => {
  const never = FUNCTIONS.filter(({ apply }) => apply === undefined).map(({ name }) => name);

  it("given all functions, when filtered by missing implementation, then these remain", () => {
    expect(never).toEqual([
      "appLink",
      "credential",
      "decrypt",
      "encrypt",
      "errorLogs",
      "fileExists",
      "fileSize",
      "fileURI",
      "http",
      "id",
      "isFileEmpty",
      "isPublicHoliday",
      "ksuid",
      "nanoId",
      "now",
      "printContext",
      "randomInt",
      "randomPort",
      "read",
      "secret",
      "subflow",
      "uuid",
    ]);
  });

  it("given kv, when the caller knows the key, then the result is its value, and otherwise unknown", () => {
    const known = { 'kv(["bucket"])': s("prod"), 'kv(["bucket","other"])': s("of other") };
    expect(shown(() => called("kv", [s("bucket")], known))).toBe("prod");
    expect(shown(() => called("kv", [s("bucket"), s("other")], known))).toBe("of other");
    expect(called("kv", [s("stage")], known).kind).toBe("unknown");
    expect(called("kv", [s("bucket")]).kind).toBe("unknown");
  });

  it.each(never)("given %s, when called, then the result is unknown and has a reason", (name) => {
    const args = name === "randomInt" ? [n(1), n(2)] : [s("a"), s("b")];
    const value = called(name, args);
    expect(value.kind === "unknown" && value.reason.length > 10).toBe(true);
  });

  it.each([
    ["id", true],
    ["ksuid", true],
    ["uuid", false],
    ["nanoId", false],
  ])('given %s, when called, then "letters and digits only" is %s', (name, word) => {
    expect(called(name)).toMatchObject({ kind: "unknown", word, maybeNull: false });
  });

  it("given a secret, when called, then only its key is shown; without a key it is an error", () => {
    expect(called("secret", [s("API_KEY")])).toMatchObject({ kind: "unknown", label: "[secret: API_KEY]" });
    expect(shown(() => called("secret"))).toBe('error: the argument "key" is missing');
  });

  it("given kv, when a missing key is allowed, then the result may be null", () => {
    expect(called("kv", [s("k")])).toMatchObject({ maybeNull: false });
    expect(called("kv", [s("k"), NULL, bool(false)])).toMatchObject({ maybeNull: true });
  });

  it("given known environment variables, when env is called, then their values and defaults are used", () => {
    const envs = stringMap([
      ["a", s("1")],
      ["empty", s("")],
    ]);
    expect(shown(() => called("env", [s("a")], { envs }))).toBe("1");
    expect(shown(() => called("env", [s("empty"), s("d")], { envs }))).toBe("d");
    expect(shown(() => called("env", [s("b")], { envs }))).toBe("null");
    expect(called("env", [s("b")], {})).toMatchObject({
      kind: "unknown",
      label: "[env: b]",
      maybeNull: true,
    });
    expect(called("env", [s("b")], { envs: unknown("not known") })).toMatchObject({
      kind: "unknown",
      maybeNull: true,
    });
    expect(shown(() => called("env"))).toBe('error: the argument "name" is missing');
  });

  it("given known task states, when tasksWithState is called, then the matching tasks are listed", () => {
    const tasks = stringMap([["hello", stringMap([["state", s("SUCCESS")]])]]);
    expect(shown(() => called("tasksWithState", [s("success")], { tasks }))).toBe(
      '[{"state":"SUCCESS","taskId":"hello"}]',
    );
    expect(shown(() => called("tasksWithState", [s("failed")], { tasks }))).toBe("[]");
    expect(called("tasksWithState", [s("failed")]).kind).toBe("unknown");
  });

  it("given randomInt, when the bounds are texts or reversed, then it is an error", () => {
    expect(shown(() => called("randomInt", [s("1"), s("10")]))).toBe(
      'error: the argument "lower" must be a Long literal',
    );
    expect(shown(() => called("randomInt", [n(10), n(1)]))).toBe('error: "upper" is less than "lower"');
  });

  it("given a variable in scope, when fetchContext is called, then the result is a map with an unknown rest", () => {
    expect(called("fetchContext", [], { x: n(1) })).toMatchObject({ kind: "map", rest: { kind: "unknown" } });
  });
});
