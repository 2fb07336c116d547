import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FILTERS } from "../../src/pebble/filters/index.ts";
import { FUNCTIONS } from "../../src/pebble/functions/index.ts";
import { TESTS } from "../../src/pebble/tests/index.ts";

/** `fileURI` is in file-uri.ts. */
const fileName = (name: string) =>
  name
    .replace("URI", "Uri")
    .replace(/[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

function docstring(folder: string, name: string): string {
  const text = readFileSync(
    new URL(`../../src/pebble/${folder}/${fileName(name)}.ts`, import.meta.url),
    "utf8",
  );
  return (
    /\/\*\*((?:(?!\*\/).)*)\*\/\nexport const \w+(?::| =)/s.exec(text)?.[1]?.replaceAll("\n *", "") ?? ""
  );
}

describe.each([
  ["filters", FILTERS],
  ["functions", FUNCTIONS],
  ["tests", TESTS],
] as const)("%s", (folder, definitions) => {
  test.each(definitions.map(({ name }) => name))("%s says what it takes, gives and is like", (name) => {
    const doc = docstring(folder, name);
    const { argumentNames = [] } = definitions.find((each) => each.name === name) ?? {};
    for (const argument of argumentNames) expect(doc).toContain(argument);
    expect(doc).toContain(`${name}`);
    expect(doc).toMatch(/null/i);
    expect(doc).toMatch(/error/i);
    expect(doc).toMatch(/reference: \S/);
  });
});
