import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { companyPlace, type Place } from "./program.ts";

/*
 * Complete sessions of a user: each file in scenarios/ is one on a copy of fixtures/flows. A line `$ assets ...` is run
 * by the built program; below it are its stdout, then each line of stderr after `! `, then
 * `[exit 2]` unless it is 0. Text before the first `$` describes the scenario; "(scanned)" in it means that
 * `assets scan flows` has been run before. `UPDATE_SCENARIOS=1` writes the current output: review the changes.
 */

const FOLDER = new URL("scenarios/", import.meta.url);

let place: Place;
beforeEach(() => {
  place = companyPlace();
});
afterEach(() => place.end());

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))(
  "given the scenario %s",
  (name) => {
    test("when its commands are run, then the output is the recorded one", () => {
      const text = readFileSync(new URL(name, FOLDER), "utf8");
      if (text.slice(0, text.indexOf("$ ")).includes("(scanned)")) place.assets("scan", "flows");
      const played = text.split(/^(?=\$ )/m).map((step) => {
        const command = /^\$ assets (.*)\n/.exec(step)?.[1];
        return command === undefined ? step : play(command);
      });
      if (process.env.UPDATE_SCENARIOS === "1") writeFileSync(new URL(name, FOLDER), played.join(""));
      else expect(played.join("")).toBe(text);
    });
  },
);

function play(command: string): string {
  const { stdout, stderr, code } = place.assets(...words(command));
  const errors = stderr.replace(/^(?=.)/gm, "! ");
  return `$ assets ${command}\n${stdout}${errors}${code === 0 ? "" : `[exit ${code}]\n`}\n`;
}

function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
