import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newRepository, type Scratch } from "../changes/scratch.ts";
import { programCache } from "../program-cache.ts";

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]], "labels:\n  owner: loaders\n");
  repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]]);
  repo.flow("flows/audit.yml", [["check", ["trips"], []]]);
  repo.commit("First");
});
afterEach(() => repo.end());

const FIRST = "06ed52111426";
const FROM = `from ${FIRST} (HEAD)\nto   the working tree\n`;

describe("diff between the last commit and the working tree", () => {
  test("given no change, when compared, then it says so", () => {
    expect(repo.assets("diff")).toEqual({
      code: 0,
      stderr: "",
      stdout: `${FROM}
No flow files changed.

No known gaps.
`,
    });
  });

  test("given a changed file with the same declarations, when compared, then no asset changes", () => {
    repo.write(
      "flows/audit.yml",
      "# A comment moves every line.\nid: audit\nnamespace: company\ntasks:\n  - id: check\n    type: io.kestra.plugin.core.log.Log\n    assets: {inputs: [{id: trips}]}\n",
    );
    expect(repo.assets("diff")).toEqual({
      code: 0,
      stderr: "",
      stdout: `${FROM}
1 flow file changed; no asset changes.

No known gaps.
`,
    });
  });

  test("given new and changed files without flows, when compared, then only flow files count", () => {
    repo.write("flows/values.yml", "kv: { bucket: raw }\n");
    repo.write("flows/service.yml", "apiVersion: v1\nkind: Service\nmetadata: { name: x }\n");
    expect(repo.assets("diff").stdout).toBe(`${FROM}\nNo flow files changed.\n\nNo known gaps.\n`);
    repo.commit("Values");
    repo.write("flows/values.yml", "kv: { bucket: mart }\n");
    repo.remove("flows/service.yml");
    expect(repo.assets("diff").stdout).toContain("\nNo flow files changed.\n");
    repo.remove("flows/audit.yml");
    expect(JSON.parse(repo.assets("diff", "--format", "json").stdout).changedFiles).toEqual([
      "flows/audit.yml",
    ]);
  });

  test("given an untracked file with a new asset, when compared, then the asset is additive", () => {
    repo.flow("flows/more.yml", [["add", ["trips"], ["extra"]]]);
    expect(repo.assets("diff")).toEqual({
      code: 1,
      stderr: "",
      stdout: `${FROM}
1 additive; 0 assets downstream, 0 flows affected.

+ extra  additive
    new

Edges: 1 added, 0 removed
  + trips → extra  add in company/more  flows/more.yml:10

Flows
  + company/more  flows/more.yml:1

No known gaps.
`,
    });
  });

  test("given the only writer of an asset is removed, when compared, then both readers are broken", () => {
    repo.remove("flows/load.yml");
    expect(repo.assets("diff")).toEqual({
      code: 1,
      stderr: "",
      stdout: `${FROM}
1 breaking, 1 metadata; 1 asset downstream, 2 flows affected, 2 of them broken.

~ trips  external  breaking
    no longer written by any flow
    owners: loaders
- taxi  external  metadata
    no longer read by any flow

Edges: 0 added, 1 removed
  - taxi → trips  stage in company/load  flows/load.yml:12

Flows
  - company/load  flows/load.yml:1

1 asset downstream
  board  distance 1
      ← trips  draw in company/report  flows/report.yml:10

2 affected flows
  company/audit  broken  flows/audit.yml:1
      reads trips  no longer written by any flow  check  flows/audit.yml:8
  company/report  broken  flows/report.yml:1
      reads trips  no longer written by any flow  draw  flows/report.yml:8

Owners
  loaders  1 changed asset  (label)

No known gaps.
`,
    });
  });

  test("given a step in the middle is removed, when compared, then the assets below it are still found", () => {
    repo.flow("flows/report.yml", [
      ["draw", ["trips"], ["board"]],
      ["post", ["board"], ["wall"]],
    ]);
    repo.commit("Post");
    repo.flow("flows/report.yml", [["post", ["other"], ["wall"]]]);
    const { stdout } = repo.assets("diff");
    expect(stdout).toContain("- board  breaking\n    removed\n");
    expect(stdout).toContain("~ wall  lineage\n    lost 1 input\n    gained 1 input\n");
    // A path from trips to wall exists only in the union of both graphs.
    const impact = JSON.parse(repo.assets("diff", "--format", "json").stdout).impact;
    expect(impact.starts).toEqual(["board", "other", "wall"]);
    expect(
      impact.flows.map((flow: { flow: string; reads: { asset: string; edge: string }[] }) => [
        flow.flow,
        flow.reads.map(({ asset, edge }) => `${asset} ${edge}`),
      ]),
    ).toEqual([["report", ["other added", "board removed"]]]);
  });

  test("given a renamed asset and its readers, when compared, then the rename is a guess and nothing is broken", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["rides"]]], "labels:\n  owner: loaders\n");
    repo.flow("flows/report.yml", [["draw", ["rides"], ["board"]]]);
    repo.flow("flows/audit.yml", [["check", ["rides"], []]]);
    expect(repo.assets("diff")).toEqual({
      code: 1,
      stderr: "",
      stdout: `${FROM}
1 breaking, 1 lineage, 1 additive; 0 assets downstream, 2 flows affected.

- trips  breaking
    removed, possibly renamed to rides (a guess)
    owners: loaders
~ board  lineage
    lost 1 input
    gained 1 input
+ rides  additive
    new
    possibly renamed from trips (a guess)
    owners: loaders

Edges: 2 added, 2 removed
  + rides → board  draw in company/report  flows/report.yml:10
  + taxi → rides  stage in company/load  flows/load.yml:12
  - taxi → trips  stage in company/load  flows/load.yml:12
  - trips → board  draw in company/report  flows/report.yml:10

2 affected flows
  company/audit  flows/audit.yml:1
      reads rides (new)  check  flows/audit.yml:8
      reads trips (no longer)  check  flows/audit.yml:8
  company/report  flows/report.yml:1
      reads rides (new)  draw  flows/report.yml:8
      reads trips (no longer)  draw  flows/report.yml:8

Owners
  loaders  2 changed assets  (label)

No known gaps.
`,
    });
  });

  test("given a renamed asset without its readers, when compared, then they are broken", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["rides"]]]);
    const { stdout } = repo.assets("diff");
    expect(stdout).toContain(
      "~ trips  external  breaking\n    no longer written by any flow, possibly renamed to rides (a guess)\n",
    );
    expect(stdout).toContain("1 asset downstream, 2 flows affected, 2 of them broken.");
  });

  test("given a changed type, when compared, then it is breaking and the old and new type are shown", () => {
    repo.flow("flows/load.yml", [
      ["stage", ["taxi"], ["trips\n          type: Table\n          metadata: {layer: raw}"]],
    ]);
    repo.commit("Types");
    repo.flow("flows/load.yml", [
      ["stage", ["taxi"], ["trips\n          type: File\n          metadata: {layer: gold}"]],
    ]);
    expect(repo.assets("diff").stdout).toContain(
      [
        "1 breaking; 1 asset downstream, 2 flows affected, 2 of them broken.",
        "",
        "~ trips  File, gold  breaking",
        "    type changed from Table to File",
        "    description changed",
        "    metadata.layer: raw → gold",
        "",
      ].join("\n"),
    );
  });

  test("given a changed file that cannot be read, when compared, then it is a gap of the answer", () => {
    repo.flow("flows/load.yml", [["stage", [], ["trips"]]]);
    repo.flow("flows/report.yml", [["draw", ["trips"], []]]);
    repo.commit("First");
    repo.write("flows/load.yml", "id: load\nnamespace: company\ntasks:\n  - id: [\n");
    const { impact } = JSON.parse(repo.assets("diff", "--format", "json").stdout);
    expect(
      impact.unknown.here.map((gap: { kind: string; place: { file: string } }) => [gap.kind, gap.place.file]),
    ).toEqual([["file", "flows/load.yml"]]);
    expect(impact.unknown.elsewhere).toEqual([]);
    expect(repo.assets("diff", "--format", "markdown").stdout).toContain(
      "**Known gaps**\n\n- `flows/load.yml:",
    );
  });

  test("given a second writer of an asset, when compared, then only the declaration is listed", () => {
    repo.flow("flows/load.yml", [["stage", [], ["trips"]]]);
    repo.commit("First");
    repo.flow("flows/load.yml", [
      ["stage", [], ["trips"]],
      ["again", [], ["trips"]],
    ]);
    const first = repo.git("rev-parse", "--short=12", "HEAD");
    expect(repo.assets("diff").stdout).toBe(`from ${first} (HEAD)
to   the working tree

No asset changes; 0 assets downstream, 0 flows affected.

Declarations
  + again in company/load  flows/load.yml:11  trips

No known gaps.
`);
    const { stdout } = repo.assets("diff", "--format", "markdown");
    expect(stdout.split("\n")[1]).toBe(
      "### Assets: 0 breaking, 0 additive, 0 metadata · 0 assets downstream, 0 flows affected",
    );
    expect(stdout).toContain(`<summary>1 declaration added, removed or changed</summary>

| task | change | assets | fields |
| --- | --- | --- | --- |
| \`again\` in \`company/load\` | added | \`trips\` |  |
`);
  });

  test("given a moved file, when compared, then the flow is listed as moved", () => {
    repo.git("mv", "flows/load.yml", "flows/ingest.yml");
    expect(repo.assets("diff")).toEqual({
      code: 1,
      stderr: "",
      stdout: `${FROM}
No asset changes; 0 assets downstream, 0 flows affected.

Flows
  ~ company/load  moved from flows/load.yml to flows/ingest.yml

No known gaps.
`,
    });
  });

  test("given a renamed flow, when compared, then it is added and removed and no asset changes", () => {
    repo.write(
      "flows/load.yml",
      "id: ingest\nnamespace: company\nlabels: {owner: loaders}\ntasks:\n  - id: stage\n    type: io.kestra.plugin.core.log.Log\n    assets: {inputs: [{id: taxi}], outputs: [{id: trips}]}\n",
    );
    expect(repo.assets("diff").stdout).toBe(`${FROM}
No asset changes; 0 assets downstream, 0 flows affected.

Flows
  + company/ingest  flows/load.yml:1
  - company/load  flows/load.yml:1

No known gaps.
`);
  });

  test("given other values of a loop, when compared, then assets are added and removed, not renamed", () => {
    const loop = (values: string) => `id: loop
namespace: company
tasks:
  - id: each
    type: io.kestra.plugin.core.flow.ForEach
    values: ${values}
    tasks:
      - id: average
        type: io.kestra.plugin.core.log.Log
        assets:
          inputs:
            - id: trips
          outputs:
            - id: avg_{{ taskrun.value }}
              type: Table
`;
    repo.write("flows/loop.yml", loop("[count, distance]"));
    const second = repo.commit("Loop").slice(0, 12);
    repo.write("flows/loop.yml", loop("[count, fare]"));
    expect(repo.assets("diff").stdout).toBe(`from ${second} (HEAD)
to   the working tree

1 breaking, 1 additive; 0 assets downstream, 0 flows affected.

- avg_distance  Table  breaking
    removed
+ avg_fare  Table  additive
    new

Edges: 1 added, 1 removed
  - trips → avg_distance  average in company/loop  flows/loop.yml:14
  + trips → avg_fare  average in company/loop  flows/loop.yml:14

No known gaps.
`);
  });

  test("given another default of an input, when compared, then certainties and assumptions change", () => {
    const pick = (value: string) => `id: pick
namespace: company
inputs:
  - id: env
    type: SELECT
    values: [dev, prod]
    defaults: ${value}
tasks:
  - id: copy
    type: io.kestra.plugin.core.log.Log
    assets:
      inputs:
        - id: trips
      outputs:
        - id: trips_{{ inputs.env }}
`;
    repo.write("flows/pick.yml", pick("dev"));
    const second = repo.commit("Pick").slice(0, 12);
    repo.write("flows/pick.yml", pick("prod"));
    expect(repo.assets("diff").stdout).toBe(`from ${second} (HEAD)
to   the working tree

1 lineage, 1 metadata; 0 assets downstream, 0 flows affected.

~ trips_dev  lineage
    certainty changed from default to choice
~ trips_prod  metadata
    certainty changed from choice to default

Declarations
  ~ copy in company/pick  flows/pick.yml:11  trips_dev and trips
      assumptions: inputs.env = dev (default) → inputs.env = dev (choice)
      certainty of trips_dev: default → choice
  ~ copy in company/pick  flows/pick.yml:11  trips_prod and trips
      assumptions: inputs.env = prod (choice) → inputs.env = prod (default)
      certainty of trips_prod: choice → default

No known gaps.
`);
  });
});

describe("compared states", () => {
  /** main and topic diverge after the first commit. Each adds a flow, and the working tree adds a third one. */
  function branches(): void {
    repo.git("checkout", "-q", "-b", "topic");
    repo.flow("flows/topic.yml", [["t", [], ["from_topic"]]]);
    repo.commit("Topic");
    repo.git("checkout", "-q", "main");
    repo.flow("flows/main.yml", [["m", [], ["from_main"]]]);
    repo.commit("Main");
    repo.git("checkout", "-q", "topic");
    repo.flow("flows/dirty.yml", [["d", [], ["from_dirty"]]]);
  }

  const changes = (...args: string[]) => {
    const done = repo.assets("diff", ...args, "--format", "json");
    const { before, after, assets } = JSON.parse(done.stdout);
    return {
      before: before.words,
      after: after.words,
      assets: assets.map((asset: { change: string; id: string }) => `${asset.change} ${asset.id}`),
    };
  };

  test("given one revision, when compared, then the base is its merge base with HEAD", () => {
    branches();
    expect(changes("main")).toEqual({
      before: `${FIRST} (merge base of main and HEAD)`,
      after: "the working tree",
      assets: ["added from_dirty", "added from_topic"],
    });
  });

  test("given two revisions or a range, when compared, then they are compared directly or from their merge base", () => {
    branches();
    const main = repo.git("rev-parse", "main").slice(0, 12);
    const topic = repo.git("rev-parse", "topic").slice(0, 12);
    const expected = {
      before: `${main} (main)`,
      after: `${topic} (topic)`,
      assets: ["removed from_main", "added from_topic"],
    };
    expect(changes("main", "topic")).toEqual(expected);
    expect(changes("main..topic")).toEqual(expected);
    expect(changes("main...topic")).toEqual({
      before: `${FIRST} (merge base of main and topic)`,
      after: `${topic} (topic)`,
      assets: ["added from_topic"],
    });
  });

  test("given a range without a start or an end, when compared, then HEAD takes its place", () => {
    branches();
    const main = repo.git("rev-parse", "main").slice(0, 12);
    const head = repo.git("rev-parse", "HEAD").slice(0, 12);
    expect(changes("main..")).toMatchObject({ before: `${main} (main)`, after: `${head} (HEAD)` });
    expect(changes("..main")).toMatchObject({ before: `${head} (HEAD)`, after: `${main} (main)` });
  });

  test("given --staged, when compared, then the index counts and not the working tree", () => {
    repo.flow("flows/staged.yml", [["s", [], ["staged"]]]);
    repo.git("add", "flows/staged.yml");
    repo.flow("flows/staged.yml", [["s", [], ["staged", "later"]]]);
    repo.flow("flows/dirty.yml", [["d", [], ["dirty"]]]);
    expect(changes("--staged")).toEqual({
      before: `${FIRST} (HEAD)`,
      after: "the index",
      assets: ["added staged"],
    });
    expect(changes().assets).toEqual(["added dirty", "added later", "added staged"]);
  });

  test("given a comparison, when it is done, then working tree and index are unchanged", () => {
    repo.flow("flows/dirty.yml", [["d", [], ["dirty"]]]);
    const before = [repo.git("status", "--porcelain"), repo.git("ls-files", "--stage", "--debug")];
    repo.assets("diff", "HEAD", "HEAD");
    expect([repo.git("status", "--porcelain"), repo.git("ls-files", "--stage", "--debug")]).toEqual(before);
  });

  test("given a subfolder, when compared, then paths are relative to the root and only its roots count", () => {
    repo.flow("other/flows/x.yml", [["x", [], ["elsewhere"]]]);
    repo.flow("flows/more.yml", [["add", [], ["extra"]]]);
    const done = repo.run(["diff", "--format", "json"], { cwd: `${repo.folder}/flows` });
    const report = JSON.parse(done.stdout);
    expect(report.changedFiles).toEqual(["flows/more.yml"]);
    expect(report.assets.map((asset: { id: string }) => asset.id)).toEqual(["extra"]);
  });

  test("given a damaged cache or one of other settings, when compared, then the answer is the same", () => {
    repo.flow("flows/more.yml", [["add", ["trips"], ["extra"]]]);
    const first = repo.assets("diff");
    const cache = programCache(repo.folder);
    const whole = new Map(readdirSync(cache).map((name) => [name, readFileSync(join(cache, name))]));
    expect([...whole.keys()].map((name) => name.replace(/-[0-9a-f]{8}$/, "")).sort()).toEqual([
      ...["parts", "status-sha1", "workspace"],
    ]);
    expect(repo.assets("diff")).toEqual(first);
    for (const [name, bytes] of whole) {
      for (const damaged of [bytes.subarray(0, bytes.length - 7), Buffer.from("nonsense"), Buffer.alloc(0)]) {
        writeFileSync(join(cache, name), damaged);
        expect(repo.assets("diff")).toEqual(first);
      }
    }
    // Cached results depend on the tenant.
    repo.assets("scan", "flows", "--tenant", "other");
    expect(repo.assets("diff")).toEqual(first);
    repo.git("checkout", "-q", "--detach");
    repo.commit("More");
    expect(repo.assets("diff").code).toBe(0);
  });

  test("given --fail-on, when there is a difference, then the exit code depends on its severity", () => {
    repo.flow("flows/more.yml", [["add", [], ["extra"]]]);
    const code = (...args: string[]) => repo.assets("diff", ...args).code;
    expect([
      code(),
      code("--fail-on", "additive"),
      code("--fail-on", "breaking"),
      code("--fail-on", "never"),
    ]).toEqual([1, 1, 0, 0]);
  });

  test("given unusual file names, when compared, then they are ordinary data", () => {
    const names = [
      'flows/a "quoted" name.yml',
      "flows/-rf.yml",
      "flows/tab\there.yml",
      "flows/ünïcode.yml",
      "flows/:(top)x.yml",
    ];
    names.forEach((name, index) => {
      repo.write(
        name,
        `id: f${index}\nnamespace: company\ntasks:\n  - {id: t, type: io.kestra.plugin.core.log.Log, assets: {outputs: [{id: a${index}}]}}\n`,
      );
    });
    repo.commit("Names");
    for (const name of names) repo.remove(name);
    const { stdout } = repo.assets("diff", "--format", "json");
    const report = JSON.parse(stdout);
    expect(report.changedFiles).toEqual([...names].sort());
    expect(report.assets.map((asset: { id: string }) => asset.id)).toEqual(["a0", "a1", "a2", "a3", "a4"]);
    expect(repo.assets("diff").stdout).toContain("flows/tab\\u0009here.yml:1");
  });

  test("given links in a revision, when compared, then they are followed inside it and otherwise a gap", () => {
    repo.write(
      "shared/common.yml",
      "id: common\nnamespace: company\ntasks:\n  - {id: t, type: io.kestra.plugin.core.log.Log, assets: {outputs: [{id: common_asset}]}}\n",
    );
    symlinkSync("../shared/common.yml", join(repo.folder, "flows/common.yml"));
    symlinkSync("/nowhere/else.yml", join(repo.folder, "flows/else.yml"));
    repo.commit("Links");
    const done = repo.run(["diff", "HEAD~1", "HEAD", "--format", "json"], {
      cwd: join(repo.folder, "flows"),
    });
    const report = JSON.parse(done.stdout);
    expect(report.changedFiles).toEqual(["flows/common.yml"]);
    expect(report.assets.map((asset: { id: string }) => asset.id)).toEqual(["common_asset"]);
    expect(report.impact.unknown.elsewhere).toEqual([
      {
        kind: "file",
        place: { file: "flows/else.yml", line: 1, column: 1 },
        message: "is a symbolic link out of the repository and not compared",
      },
    ]);
  });
});
