import { expect, test } from "vitest";
import { parsedTemplate } from "../../src/pebble/syntax/parse-cache.ts";
import { Failure } from "../../src/pebble/values/failure.ts";

test("given one template, when parsed twice, then the tree is shared within a dialect only", () => {
  const first = parsedTemplate("avg_{{taskrun.value}}", "2.0");
  expect(parsedTemplate("avg_{{taskrun.value}}", "2.0")).toBe(first);
  expect(parsedTemplate("avg_{{taskrun.value}}", "1.x")).not.toBe(first);
});

test("given a template with an error, when parsed twice, then each failure is an object of its own", () => {
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
