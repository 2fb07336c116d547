import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BINARY, companyPlace, flowText, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = companyPlace();
});
afterEach(() => place.end());

const completions = (...words: string[]) =>
  place
    .assets("__complete", ...words)
    .stdout.split("\n")
    .filter((line) => line !== "");

test("given the option table, when completed, then commands, options and choices are offered", () => {
  expect(completions("li")).toEqual(["list", "lineage", "lint"]);
  expect(completions("list", "--cert")).toEqual(["--certainty"]);
  expect(completions("list", "--certainty", "")).toEqual(["exact", "default", "choice", "pattern"]);
  expect(completions("completion", "")).toEqual(["bash", "zsh", "fish"]);
});

test("given an inventory, when completed, then its names are offered, and without one there is none", () => {
  expect(completions("impact", "avg")).toEqual([]);
  place.assets("scan", "flows");
  expect(completions("impact", "avg")).toEqual(["avg_passenger_count", "avg_trip_distance"]);
  expect(completions("path", "trips", "avg_p")).toEqual(["avg_passenger_count"]);
  expect(completions("list", "--namespace", "kestra.company.d")).toEqual(["kestra.company.data"]);
  expect(completions("list", "--type", "io.kestra.plugin.ee.assets.T")).toEqual([
    "io.kestra.plugin.ee.assets.Table",
  ]);
  expect(completions("explain", "type-c")).toEqual(["type-conflict"]);
});

/** A flow that writes an asset of each type. Kestra rejects special characters in ids, but not in types. */
const withTypes = (types: readonly string[]) =>
  types.reduce(
    (text, type, at) =>
      text.replace(`id: "t${at}"\n`, `id: "t${at}"\n            type: ${JSON.stringify(type)}\n`),
    flowText("hostile", [], [...types.map((_, at) => `t${at}`), "end"]),
  );

test("given hostile names, when completed, then they are not offered", () => {
  const types = ["zz$(touch pwned)", "zz`id`", "zz;id", "zz\nnext", "zz\u001b[2J", "zz'q", "zz_fine"];
  place.write("flows/hostile.yml", withTypes(types));
  expect(place.assets("scan", "flows").code).toBe(0);
  expect(completions("list", "--type", "zz")).toEqual(["zz_fine"]);
});

test("given names that look like options, expand in zsh, or are invisible, when completed, then they are not offered", () => {
  const types = ["--follow-links", "-o", "=ls", "%1", "zz\u3164", "zz\ufe0f", "zz\u{e0041}", "fine"];
  place.write("flows/hostile.yml", withTypes(types));
  place.assets("scan", "flows");
  const all = completions("list", "--type", "");
  expect(all).toContain("fine");
  expect(all.filter((name) => /^[-=%]|^zz/.test(name))).toEqual([]);
});

test("given an option with =, when completed, then its values are offered with the option", () => {
  expect(completions("list", "--certainty=ex")).toEqual(["--certainty=exact"]);
  expect(completions("list", "--format=j")).toEqual(["--format=json"]);
});

/** A script that completes a line like bash, with the cursor at its end. */
function bashScript(line: string): string {
  return `source <(assets completion bash); COMP_LINE='${line}'; COMP_POINT=${line.length}; _assets; printf '%s\\n' "\${COMPREPLY[@]}"`;
}

/** Scripts that complete a line, by shell. */
const SHELLS = {
  bash: bashScript("assets impact avg_p"),
  zsh: `autoload -U compinit; compinit -u -D; eval "$(assets completion zsh)"; compadd() { print -l $found }; words=(assets impact avg_p); CURRENT=3; _assets`,
  fish: `assets completion fish | source; complete -C 'assets impact avg_p'`,
} as const;

test.each(Object.entries(SHELLS).filter(([shell]) => spawnSync(shell, ["-c", "true"]).status === 0))(
  "given %s, when a line is completed, then the shell has the id",
  (shell, script) => {
    place.assets("scan", "flows");
    expect(inShell(shell, script)).toBe("avg_passenger_count\n");
  },
);

test("given an id with colons, when bash completes it, then it replaces what follows the last one", () => {
  place.write("flows/colons.yml", flowText("colons", [], ["crn:s3:orders", "crn:s3:returns"]));
  place.assets("scan", "flows");
  expect(inShell("bash", bashScript("assets impact crn:s3:or"))).toBe("orders\n");
  expect(inShell("bash", bashScript("assets impact crn:"))).toBe("s3:orders\ns3:returns\n");
  expect(inShell("bash", bashScript("assets list --certainty=ex"))).toBe("exact\n");
});

test("given an address with @, when bash completes it, then it replaces what begins with the sign", () => {
  place.write(
    "flows/address.yml",
    "id: address\nnamespace: company\ntasks:\n  - id: fetch\n    type: io.kestra.plugin.core.http.Download\n    uri: https://example.com/shop@v2/a\n",
  );
  place.assets("scan", "flows");
  expect(inShell("bash", bashScript("assets impact https://example.com/shop@v"))).toBe("@v2/a\n");
});

/** The output of a script in a shell with `assets` on its PATH. */
function inShell(shell: string, script: string): string {
  const bin = join(place.folder, "bin");
  if (!existsSync(bin)) {
    mkdirSync(bin);
    symlinkSync(BINARY, join(bin, "assets"));
  }
  return spawnSync(shell, ["-c", script], {
    cwd: place.folder,
    encoding: "utf8",
    env: { ...process.env, HOME: place.folder, PATH: `${bin}:${process.env.PATH}` },
  }).stdout;
}
