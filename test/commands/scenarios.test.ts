import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { companyPlace, type Place } from "./program.ts";

/*
 * Sessions of a user: each file in scenarios/ is a session in a copy of fixtures/flows. The built program runs each
 * line `$ assets ...`. Below it are the expected stdout, the lines of stderr after `! `, and `[exit 2]` for an exit
 * code other than 0. The text before the first `$` describes the scenario; with "(scanned)", `assets scan flows` runs
 * first.
 * `UPDATE_SCENARIOS=1` writes the actual output: review the changes.
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
        return command === undefined ? step : runLine(command);
      });
      if (process.env.UPDATE_SCENARIOS === "1") writeFileSync(new URL(name, FOLDER), played.join(""));
      else expect(played.join("")).toBe(text);
    });
  },
);

function runLine(command: string): string {
  const { stdout, stderr, code } = place.assets(...words(command));
  const errors = stderr.replace(/^(?=.)/gm, "! ");
  return `$ assets ${command}\n${stdout}${errors}${code === 0 ? "" : `[exit ${code}]\n`}\n`;
}

function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
