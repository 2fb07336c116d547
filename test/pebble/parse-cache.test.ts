import { expect, test } from "vitest";
import { parsedTemplate } from "../../src/pebble/syntax/parse-cache.ts";
import { Failure } from "../../src/pebble/values/failure.ts";

test("a template is parsed once in each line of Kestra", () => {
  const first = parsedTemplate("avg_{{taskrun.value}}", "2.0");
  expect(parsedTemplate("avg_{{taskrun.value}}", "2.0")).toBe(first);
  expect(parsedTemplate("avg_{{taskrun.value}}", "1.x")).not.toBe(first);
});

test("a failure is a new one each time: its place is written into it", () => {
  const failureOf = (): unknown => {
    try {
      return parsedTemplate("{{ 1 +", "2.0");
    } catch (error) {
      return error;
    }
  };
  const first = failureOf();
  expect(first).toBeInstanceOf(Failure);
  expect(failureOf()).not.toBe(first);
  expect(failureOf()).toEqual(first);
});
