import { expect, test } from "vitest";
import { printedJson } from "../../src/report/json.ts";

test("given invisible characters, when printed, then they are escapes of the same text", () => {
  const value = { "a\u3164": ["b\u{e0041}", "c\u202e", "d\n", "e\u009b", "\ud800"] };
  const printed = printedJson(value);
  expect(printed).toBe(
    '{\n  "a\\u3164": [\n    "b\\udb40\\udc41",\n    "c\\u202e",\n    "d\\n",\n    "e\\u009b",\n    "\\ud800"\n  ]\n}\n',
  );
  expect(JSON.parse(printed)).toEqual(value);
});
