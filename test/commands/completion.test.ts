import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BINARY, companyPlace, flowText, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = companyPlace();
});
afterEach(() => place.end());

const offered = (...words: string[]) =>
  place
    .assets("__complete", ...words)
    .stdout.split("\n")
    .filter((line) => line !== "");

test("given the option table, when completed, then commands, options and choices are offered", () => {
  expect(offered("li")).toEqual(["list", "lineage", "lint"]);
  expect(offered("list", "--cert")).toEqual(["--certainty"]);
  expect(offered("list", "--certainty", "")).toEqual(["exact", "default", "choice", "pattern"]);
  expect(offered("completion", "")).toEqual(["bash", "zsh", "fish"]);
});

test("given an inventory, when completed, then its names are offered, and without one there is none", () => {
  expect(offered("impact", "avg")).toEqual([]);
  place.assets("scan", "flows");
  expect(offered("impact", "avg")).toEqual(["avg_passenger_count", "avg_trip_distance"]);
  expect(offered("path", "trips", "avg_p")).toEqual(["avg_passenger_count"]);
  expect(offered("list", "--namespace", "kestra.company.d")).toEqual(["kestra.company.data"]);
  expect(offered("explain", "type-c")).toEqual(["type-conflict"]);
});

test("given hostile names, when completed, then they are not offered", () => {
  place.write(
    "flows/hostile.yml",
    flowText(
      "hostile",
      [],
      ["zz$(touch pwned)", "zz`id`", "zz;id", "zz\nnext", "zz\u001b[2J", "zz'q", "zz_fine"],
    ),
  );
  place.assets("scan", "flows");
  expect(offered("impact", "zz")).toEqual(["zz_fine"]);
});

/** The completion of a line in a real shell, if the machine has it. */
const SHELLS = {
  bash: `source <(assets completion bash); COMP_WORDS=(assets impact avg_p); COMP_CWORD=2; _assets; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: `autoload -U compinit; compinit -u -D; eval "$(assets completion zsh)"; compadd() { print -l $found }; words=(assets impact avg_p); CURRENT=3; _assets`,
  fish: `assets completion fish | source; complete -C 'assets impact avg_p'`,
} as const;

test.each(Object.entries(SHELLS).filter(([shell]) => spawnSync(shell, ["-c", "true"]).status === 0))(
  "given %s, when a line is completed, then the shell has the id",
  (shell, script) => {
    place.assets("scan", "flows");
    mkdirSync(join(place.folder, "bin"));
    symlinkSync(BINARY, join(place.folder, "bin", "assets"));
    const path = `${join(place.folder, "bin")}:${process.env.PATH}`;
    const { stdout } = spawnSync(shell, ["-c", script], {
      cwd: place.folder,
      encoding: "utf8",
      env: { ...process.env, HOME: place.folder, PATH: path },
    });
    expect(stdout).toBe("avg_passenger_count\n");
  },
);
