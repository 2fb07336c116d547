import { describe, expect, it } from "vitest";
import { applyTest } from "../../../src/pebble/evaluate/apply.ts";
import { TESTS } from "../../../src/pebble/tests/index.ts";
import { Failure } from "../../../src/pebble/values/failure.ts";
import { unknown } from "../../../src/pebble/values/unknown.ts";
import {
  array,
  double,
  integer,
  list,
  long,
  NULL,
  string,
  stringMap,
  type Value,
} from "../../../src/pebble/values/value.ts";
import { callContext, parseNotation } from "../filters/context.ts";

function answer(name: string, input: Value): string {
  const test = TESTS.find((candidate) => candidate.name === name);
  if (test === undefined) throw new Error(`unknown test ${name}`);
  try {
    const result = applyTest(test, input, [], callContext());
    return typeof result === "boolean" ? String(result) : "depends";
  } catch (error) {
    if (error instanceof Failure) return "error";
    throw error;
  }
}

const open = unknown("not known", { maybeNull: true });
const some = unknown("not known");
const word = unknown("an id", { word: true });

describe("tests", () => {
  const cases: readonly (readonly [string, Value, string])[] = [
    ["null", NULL, "true"],
    ["null", string(""), "false"],
    ["null", open, "depends"],
    ["null", some, "false"],
    ["null", list([open]), "false"],
    ["empty", NULL, "true"],
    ["empty", string(" \n"), "true"],
    ["empty", list([]), "true"],
    ["empty", stringMap([]), "true"],
    ["empty", long(0), "false"],
    ["empty", list([open]), "false"],
    ["empty", some, "depends"],
    ["empty", word, "false"],
    ["empty", parseNotation("a*", some, word), "false"],
    ["empty", parseNotation(" *", some, word), "depends"],
    ["even", long(2), "true"],
    ["even", integer(3), "false"],
    ["even", double(2), "error"],
    ["odd", integer(-3), "true"],
    ["odd", NULL, "error"],
    ["odd", some, "depends"],
    ["iterable", list([]), "true"],
    ["iterable", array([string("a")], "String"), "true"],
    ["iterable", array([double(1)], "double"), "false"],
    ["iterable", stringMap([]), "false"],
    ["iterable", string("a"), "false"],
    ["iterable", some, "depends"],
    ["map", stringMap([]), "true"],
    ["map", list([]), "false"],
    ["map", some, "depends"],
    ["map", word, "false"],
    ["json", string('{"a":1}'), "true"],
    ["json", string("{"), "false"],
    ["json", string(""), "true"],
    ["json", long(1), "error"],
    ["json", some, "depends"],
  ];
  it.each(cases)(
    "given the test $0 (case %#), when applied, then the answer is $2",
    (name, input, expected) => {
      expect(answer(name, input)).toBe(expected);
    },
  );
});
