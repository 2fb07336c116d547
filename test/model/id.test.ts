import { expect, test } from "vitest";
import { idProblem, patternProblem } from "../../src/model/id.ts";

test.each(["trips", "sample_data.nyc.taxi", "crn:aws:s3", "0", "a".repeat(150)])(
  'given the id "%s", when checked, then it is valid',
  (id) => {
    expect(idProblem(id)).toBeUndefined();
  },
);

test.each([
  ["", "an id must not be blank"],
  ["  ", "an id must not be blank"],
  ["a".repeat(151), "an id has at most 150 characters, but this one has 151"],
  [
    "s3://raw/x",
    'an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-"',
  ],
  ["-x", 'an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-"'],
  ["a b", 'an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-"'],
])('given the id "%s", when checked, then the problem is: %s', (id, problem) => {
  expect(idProblem(id)).toBe(problem);
});

test("given a pattern, when checked, then it is invalid only if no value of its holes makes it valid", () => {
  expect(patternProblem("lic-*")).toBeUndefined();
  expect(patternProblem("*-lic")).toBeUndefined();
  expect(patternProblem("*")).toBeUndefined();
  expect(patternProblem(`*${"a".repeat(150)}`)).toBeUndefined();
  expect(patternProblem("-*")).toContain("starts with a letter or digit");
  expect(patternProblem("a/*")).toContain("contains only letters");
  expect(patternProblem("*/a")).toContain("contains only letters");
  expect(patternProblem(`*-${"a".repeat(149)}`)).toContain("at most 150");
  expect(patternProblem(`${"a".repeat(151)}*`)).toContain("at most 150");
});
