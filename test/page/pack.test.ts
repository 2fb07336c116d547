import { expect, test } from "vitest";
import { pack, unpack } from "../../src/report/page/pack.ts";
import { inertJson } from "../../src/report/page/page-html.ts";
import { HOSTILE } from "../export/hostile.ts";

test("given records of one shape, when packed, then texts and keys are written once", () => {
  expect(
    pack([
      { id: "a", of: "x" },
      { id: "b", of: "x" },
      { id: "a", of: null },
    ]),
  ).toEqual({
    leaves: ["a", "x", "b", null],
    keys: [["id", "of"]],
    root: [-1, [0, 0, 1], [0, 2, 1], [0, 0, 3]],
  });
});

test("given hostile ids and keys, when packed and unpacked, then nothing differs", () => {
  const value = JSON.parse('{"__proto__": {"a": [1, "1", true, null, [], {}]}, "constructor": "x"}');
  expect(JSON.stringify(unpack(pack(value)))).toBe(JSON.stringify(value));
  expect(unpack(JSON.parse(JSON.stringify(pack(HOSTILE))))).toEqual(JSON.parse(JSON.stringify(HOSTILE)));
});

test("given texts that end a script or a line, when embedded, then they are escaped and the value is the same", () => {
  const text = "</script><!--\u2028\u2029";
  expect(inertJson([text])).toBe('["\\u003c/script>\\u003c!--\\u2028\\u2029"]');
  expect(JSON.parse(inertJson([text]))).toEqual([text]);
});
