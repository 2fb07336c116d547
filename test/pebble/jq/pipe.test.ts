import { describe, expect, test } from "vitest";
import { followJqPipe, parseJqPipe } from "../../../src/pebble/jq/jq-select.ts";
import { openMap, toData } from "../../../src/pebble/values/data.ts";
import { unknown } from "../../../src/pebble/values/unknown.ts";
import { list, string } from "../../../src/pebble/values/value.ts";

const INPUT = list(
  ["ab", "cd"].map((id) =>
    openMap({ id: string(id), os: string(id === "ab" ? "x" : "y") }, unknown("a rest")),
  ),
);

/** The results as JSON data, or the reason for unknown results. */
function run(program: string): unknown {
  const pipe = parseJqPipe(program);
  if (pipe === undefined) return "not read";
  const results = followJqPipe(pipe, INPUT);
  return "kind" in results ? results.reason : results.map(toData);
}

describe("a jq program over values known in part", () => {
  test.each<[string, unknown]>([
    ['.[] | select(.os == "x") | .id', ["ab"]],
    ['.[] | select(.os=="x" or .id=="cd") | .id', ["ab", "cd"]],
    ['.[] | select(.os == "x" and .id == "cd") | .id', []],
    ['.[] | select((.os == "y") and (.id | startswith("c"))) | .id', ["cd"]],
    ['map(select(.os != "x")) | .[0].id', ["cd"]],
    ['[.[] | select(.id == "a|b" or .os == "x") | .id]', [["ab"]]],
    ["[.[].id]", [["ab", "cd"]]],
    ['.[] | select(.other == "x") | .id', "a rest"],
    ['.[] | select(.os == "x" or .other) | .id', "a rest"],
    ['.[] | select(.os == "x" and .id == "none" and .other) | .id', []],
  ])("given %s, then it gives %j", (program, results) => {
    expect(run(program)).toEqual(results);
  });

  test.each([
    "sort_by(.id)",
    '.[] | select(.id | test("a"))',
    '.[] | select(.id == "a" | not)',
    '.[] | select(.a[] == "x")',
    ".[] | select(.a > 1)",
    '.[] | select(.a == "x" == true)',
    "[.[].id] + [.[].os]",
    '.[] | select(.id == "a)',
    "[[[",
    `${"[".repeat(400)}.id${"]".repeat(400)}`,
  ])("given %s, then it is left to jq", (program) => {
    expect(run(program)).toBe("not read");
  });
});
