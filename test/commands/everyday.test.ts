import { afterEach, beforeEach, expect, test } from "vitest";
import type { AssetHistory } from "../../src/changes/asset-history.ts";
import { plainStyle } from "../../src/report/style.ts";
import { historyText, limitHistory } from "../../src/report/text/history.ts";
import { companyPlace, flowText, type Place } from "./program.ts";

let place: Place;
beforeEach(() => {
  place = companyPlace();
});
afterEach(() => place.end());

test("given no inventory, when queried, then one is made with a note, and --no-scan is an error", () => {
  expect(place.assets("list", "--no-scan")).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('no inventory at ".assets/inventory.json"'),
  });
  const { code, stderr } = place.assets("list");
  expect([code, stderr]).toEqual([
    0,
    'note: no inventory at ".assets/inventory.json"; scanned 18 files with flows\n',
  ]);
  expect(place.assets("list").stderr).toBe("");
});

test("given a bare word, when listed, then ids that contain it are found, and a selection is exact", () => {
  const ids = (...args: string[]) =>
    JSON.parse(place.assets("list", ...args, "--format", "json").stdout).assets.map(
      ({ asset }: { asset: { id: string } }) => asset.id,
    );
  expect(ids("AVG_")).toEqual(["avg_passenger_count", "avg_trip_distance"]);
  expect(ids("id:trips")).toEqual(["trips"]);
  expect(place.assets("list", "id:avg_").code).toBe(2);
});

test("given a limit, when listed, then the rest is counted in text and JSON", () => {
  const { assets, omitted } = JSON.parse(
    place.assets("list", "avg_", "--limit", "1", "--format", "json").stdout,
  );
  expect([assets.length, omitted]).toEqual([1, { assets: 1 }]);
  expect(place.assets("list", "avg_", "--limit", "1").stdout).toContain("1 more asset not shown (--limit)");
});

test("given an id that only a trigger can give, when shown, then the answers name the start without a second reader", () => {
  const flow = flowText("daily", ["raw"], ["day_{{ trigger.date }}"]);
  place.write("only/daily.yml", `${flow}triggers: [{ id: at_five, type: a.Schedule, cron: "0 5 * * *" }]\n`);
  place.assets("scan", "only", "--store", "only.json");
  const answer = (...args: string[]) => place.assets(...args, "--store", "only.json", "--no-scan").stdout;
  expect(answer("show", "raw")).toMatch(
    /Read by 1 task\n.* exact\n.*only\/daily\.yml:\d+ {2}started by a trigger\n/,
  );
  expect(answer("impact", "raw")).toMatch(/day_\* .*\n.*← raw .*started by a trigger\n\nNo known gaps/);
});

test("given help for a command, when asked, then it equals --help", () => {
  expect(place.assets("help", "export").stdout).toBe(place.assets("export", "--help").stdout);
  expect(place.assets("help", "export").stdout).toContain("Events (openlineage):");
  expect(place.assets("help", "help")).toEqual(place.assets("--help"));
});

test("given help for an unknown command, when asked, then it is an error with the command that was meant", () => {
  expect(place.assets("help", "lineag")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: 'error: unknown command "lineag"\n  Did you mean "lineage"?\n',
  });
});

test("given pipes, when exploring, then the answer is that a terminal is needed", () => {
  expect(place.assets("explore")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("`assets explore` needs a terminal"),
  });
});

test("given a limit, when an asset is shown, then readers are cut, counted and totalled", () => {
  for (const reader of ["a", "b", "c"]) place.write(`flows/r/${reader}.yml`, flowText(reader, ["hub"], []));
  const { stdout } = place.assets("show", "hub", "--limit", "2");
  expect(stdout).toContain("Read by 3 tasks\n  work in company/a  exact\n");
  expect(stdout).toContain("\n  1 more reader not shown (--limit)\n");
  expect(stdout).not.toContain("company/c");
  const { readers, omitted } = JSON.parse(
    place.assets("show", "hub", "--limit", "2", "--format", "json").stdout,
  );
  expect([readers.length, omitted]).toEqual([2, { readers: 1 }]);
});

test("given a limit, when coverage is listed, then flows are cut and counted, and the totals stay", () => {
  for (const id of ["a", "b", "c"]) place.write(`only/${id}.yml`, flowText(id, [], [id]));
  place.assets("scan", "only");
  const listed = (...args: string[]) => place.assets("coverage", "--no-scan", "--limit", "1", ...args).stdout;
  expect(listed()).toContain("2 more flows not shown (--limit)\n\n3 tasks with data access: 3 declared");
  expect(listed("--format", "markdown")).toContain("2 more flows not shown (--limit)\n");
  const { flows, total, omitted } = JSON.parse(listed("--format", "json"));
  expect([flows.length, total.tasks, omitted]).toEqual([1, 3, { flows: 2 }]);
});

test("given a limit, when a history is listed, then its last commits stay", () => {
  const history: AssetHistory = {
    ...{ asset: "orders", head: "3333", commits: 9, shallow: false },
    entries: ["1111", "2222", "3333"].map((commit) => ({
      ...{
        commit,
        author: "ada",
        email: "ada@example.com",
        date: "2026-01-02T00:00:00Z",
        subject: "",
        events: [],
      },
    })),
  };
  const limited = limitHistory(history, 2);
  expect(limited.entries.map(({ commit }) => commit)).toEqual(["2222", "3333"]);
  expect(historyText(limited, { style: plainStyle, width: 100 }).split("\n").slice(0, 2)).toEqual([
    "History of orders: 3 of 9 commits",
    "1 more commit not shown (--limit)",
  ]);
});

test("given --why, when an asset is shown, then each case has its chain in text and JSON, and --no-scan is refused", () => {
  place.write(
    "flows/zones/load.yml",
    `id: load_zone
namespace: company
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: [emea, apac]
    tasks:
      - {id: stage, type: y.Z, assets: {outputs: [{id: "zone_{{ taskrun.value }}"}]}}
`,
  );
  const { stdout } = place.assets("show", "zone_apac", "--why");
  expect(stdout).toContain(`    flows/zones/load.yml:8  as zone_{{ taskrun.value }}
    why
      zone_{{ taskrun.value }}  flows/zones/load.yml:8
        {{ taskrun.value }} = apac  flows/zones/load.yml:8
      item of the loop each = apac  flows/zones/load.yml:6
`);
  const { why } = JSON.parse(place.assets("show", "zone_apac", "--why", "--format", "json").stdout);
  const at = (line: number, column: number) => ({ file: "flows/zones/load.yml", line, column });
  const parts = [{ expression: "{{ taskrun.value }}", place: at(8, 62), value: "apac" }];
  const template = { text: "zone_{{ taskrun.value }}", place: at(8, 56), parts };
  const item = { kind: "item", loop: "each", value: "apac", place: at(6, 20) };
  expect(why).toEqual({ writers: [{ chains: [{ template, facts: [item] }], more: 0 }], readers: [] });
  expect(place.assets("show", "zone_apac", "--why", "--no-scan")).toMatchObject({
    code: 2,
    stderr: "error: --why reads the flows, and --no-scan does not\n  Omit one of them.\n",
  });
});

test.each([
  ["lineage", ["lineage", "trips"]],
  ["impact", ["impact", "trips"]],
  ["diff", ["diff", "HEAD"]],
])("given a text format and an output file, when `%s` runs, then the error names the formats", (_, args) => {
  const { code, stdout, stderr } = place.assets(...args, "-o", "answer.txt");
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /^error: -o needs a format that draws\n {2}Add --format [a-z, ]+; text and JSON go to standard output\.\n$/,
  );
});
