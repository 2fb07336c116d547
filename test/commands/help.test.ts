import { expect, test } from "vitest";
import { createProgram } from "../../src/cli/create-program.ts";

const ignore = () => {};

function helpOf(name: string): string {
  const [command] = createProgram(name, { writeCommands: ignore, writeErr: ignore }).commands;
  const parts: string[] = [];
  command?.configureOutput({ writeOut: (part) => void parts.push(part) }).outputHelp();
  return parts.join("");
}

test.each(["list", "show", "lineage", "path", "coverage", "export", "ship"])(
  "given the query %s, when its help is printed, then it names the scan for other values or inputs",
  (query) => {
    expect(helpOf(query)).toContain("for other values or inputs, run `assets scan` again");
  },
);
