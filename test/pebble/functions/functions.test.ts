import { describe, expect, it } from "vitest";
import { FUNCTIONS } from "../../../src/pebble/functions/index.ts";
import {
  bool,
  double,
  integer,
  list,
  long,
  NULL,
  string,
  stringMap,
  unknown,
  type Value,
} from "../../../src/pebble/values/value.ts";
import { called, shown } from "../filters/context.ts";

const s = string;
const n = (value: number): Value => long(value);

describe("functions of their arguments", () => {
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
  it.each(cases)("%s, case %#", (name, args, expected) => {
    expect(shown(() => called(name, args))).toBe(expected);
  });

  it("picks an output of each iteration", () => {
    const iteration = (uri: Value): Value => stringMap([["outputs", stringMap([["uri", uri]])]]);
    const outputs = list([iteration(s("s3://a")), stringMap([]), iteration(s("s3://b"))]);
    expect(shown(() => called("loopOutputs", [outputs, s("uri")]))).toBe("[s3://a, null, s3://b]");
  });

  it("follows the iterations into the outputs", () => {
    const taskrun = (value: string): Value => stringMap([["value", s(value)]]);
    const outputs = stringMap([["a", stringMap([["x", s("found")]])]]);
    const scope = { taskrun: taskrun("x"), parents: list([stringMap([["taskrun", taskrun("a")]])]) };
    expect(shown(() => called("currentEachOutput", [outputs], scope))).toBe("found");
  });
});

describe("functions of the installation and the run", () => {
  const never = FUNCTIONS.filter(({ apply }) => apply === undefined).map(({ name }) => name);

  it("are these", () => {
    expect(never).toEqual([
      "appLink",
      "assets",
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
      "kv",
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

  it.each(never)("%s is unknown and says why", (name) => {
    const args = name === "randomInt" ? [n(1), n(2)] : [s("a"), s("b")];
    const value = called(name, args);
    expect(value.kind === "unknown" && value.reason.length > 10).toBe(true);
  });

  it.each([
    ["id", true],
    ["ksuid", true],
    ["uuid", false],
    ["nanoId", false],
  ])("%s gives letters and digits only: %s", (name, word) => {
    expect(called(name)).toMatchObject({ kind: "unknown", word, maybeNull: false });
  });

  it("a secret shows its key and nothing else", () => {
    expect(called("secret", [s("API_KEY")])).toMatchObject({ kind: "unknown", label: "[secret: API_KEY]" });
    expect(shown(() => called("secret"))).toBe('error: the argument "key" is missing');
  });

  it("kv may be null only when a missing key is no error", () => {
    expect(called("kv", [s("k")])).toMatchObject({ maybeNull: false });
    expect(called("kv", [s("k"), NULL, bool(false)])).toMatchObject({ maybeNull: true });
  });

  it("env reads the variables it knows", () => {
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

  it("tasksWithState reads the states it knows", () => {
    const tasks = stringMap([["hello", stringMap([["state", s("SUCCESS")]])]]);
    expect(shown(() => called("tasksWithState", [s("success")], { tasks }))).toBe(
      '[{"state":"SUCCESS","taskId":"hello"}]',
    );
    expect(shown(() => called("tasksWithState", [s("failed")], { tasks }))).toBe("[]");
    expect(called("tasksWithState", [s("failed")]).kind).toBe("unknown");
  });

  it("randomInt takes literals in order", () => {
    expect(shown(() => called("randomInt", [s("1"), s("10")]))).toBe(
      'error: the argument "lower" must be a Long literal',
    );
    expect(shown(() => called("randomInt", [n(10), n(1)]))).toBe('error: "upper" is less than "lower"');
  });

  it("fetchContext knows what is in scope", () => {
    expect(called("fetchContext", [], { x: n(1) })).toMatchObject({ kind: "map", rest: { kind: "unknown" } });
  });
});
