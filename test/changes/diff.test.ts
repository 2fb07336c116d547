import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { programCache } from "../program-cache.ts";
import { newRepository, type Scratch } from "./scratch.ts";

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

describe("what differs between the last commit and the working tree", () => {
  test("nothing", () => {
    expect(repo.assets("diff")).toEqual({
      code: 0,
      stderr: "",
      stdout: `${FROM}
No flow file changed.

No known gaps.
`,
    });
  });

  test("files whose declarations are the same", () => {
    repo.write(
      "flows/audit.yml",
      "# A comment moves every line.\nid: audit\nnamespace: company\ntasks:\n  - id: check\n    type: io.kestra.plugin.core.log.Log\n    assets: {inputs: [{id: trips}]}\n",
    );
    expect(repo.assets("diff")).toEqual({
      code: 0,
      stderr: "",
      stdout: `${FROM}
1 flow file changed, and nothing that they declare.

No known gaps.
`,
    });
  });

  test("an asset is added, in a file that git does not know yet", () => {
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

  test("the only producer of an asset that two flows read is removed: both are broken, and the lost edge is walked", () => {
    repo.remove("flows/load.yml");
    expect(repo.assets("diff")).toEqual({
      code: 1,
      stderr: "",
      stdout: `${FROM}
1 breaking, 1 metadata only; 1 asset downstream, 2 flows affected, 2 of them broken.

~ trips  external  breaking
    no flow writes it any more
    owners: loaders
- taxi  external  metadata
    no flow reads it any more

Edges: 0 added, 1 removed
  - taxi → trips  stage in company/load  flows/load.yml:12

Flows
  - company/load  flows/load.yml:1

1 asset downstream
  board  distance 1
      ← trips  draw in company/report  flows/report.yml:10

2 flows that read what changed or follows
  company/audit  broken  flows/audit.yml:1
      reads trips  no flow writes it any more  check  flows/audit.yml:8
  company/report  broken  flows/report.yml:1
      reads trips  no flow writes it any more  draw  flows/report.yml:8

Who to tell
  loaders  1 changed asset  (label)

No known gaps.
`,
    });
  });

  test("a middle step is removed: what followed from it is found though no edge leads there now", () => {
    repo.flow("flows/report.yml", [
      ["draw", ["trips"], ["board"]],
      ["post", ["board"], ["wall"]],
    ]);
    repo.commit("Post");
    repo.flow("flows/report.yml", [["post", ["other"], ["wall"]]]);
    const { stdout } = repo.assets("diff");
    expect(stdout).toContain("- board  breaking\n    removed\n");
    expect(stdout).toContain(
      "~ wall  lineage\n    made without 1 asset that fed it\n    made from 1 asset more\n",
    );
    // The head graph has no way from trips to wall; the union has.
    const impact = JSON.parse(repo.assets("diff", "--format", "json").stdout).impact;
    expect(impact.starts).toEqual(["board", "other", "wall"]);
    expect(
      impact.flows.map((flow: { flow: string; reads: { asset: string; edge: string }[] }) => [
        flow.flow,
        flow.reads.map(({ asset, edge }) => `${asset} ${edge}`),
      ]),
    ).toEqual([["report", ["other added", "board removed"]]]);
  });

  test("an asset is renamed: a guess, said to be one", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["rides"]]], "labels:\n  owner: loaders\n");
    repo.flow("flows/report.yml", [["draw", ["rides"], ["board"]]]);
    repo.flow("flows/audit.yml", [["check", ["rides"], []]]);
    expect(repo.assets("diff")).toEqual({
      code: 1,
      stderr: "",
      stdout: `${FROM}
1 breaking, 1 made differently, 1 additive; 0 assets downstream, 2 flows affected.

- trips  breaking
    removed, perhaps renamed to rides (a guess)
    owners: loaders
~ board  lineage
    made without 1 asset that fed it
    made from 1 asset more
+ rides  additive
    new
    perhaps trips under a new name (a guess)
    owners: loaders

Edges: 2 added, 2 removed
  + rides → board  draw in company/report  flows/report.yml:10
  + taxi → rides  stage in company/load  flows/load.yml:12
  - taxi → trips  stage in company/load  flows/load.yml:12
  - trips → board  draw in company/report  flows/report.yml:10

2 flows that read what changed or follows
  company/audit  flows/audit.yml:1
      reads rides (new)  check  flows/audit.yml:8
      reads trips (no longer)  check  flows/audit.yml:8
  company/report  flows/report.yml:1
      reads rides (new)  draw  flows/report.yml:8
      reads trips (no longer)  draw  flows/report.yml:8

Who to tell
  loaders  2 changed assets  (label)

No known gaps.
`,
    });
  });

  test("an asset is renamed and its readers are not: they are broken", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["rides"]]]);
    const { stdout } = repo.assets("diff");
    expect(stdout).toContain(
      "~ trips  external  breaking\n    no flow writes it any more, perhaps renamed to rides (a guess)\n",
    );
    expect(stdout).toContain("1 asset downstream, 2 flows affected, 2 of them broken.");
  });

  test("a type changes", () => {
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
        "    described differently",
        "    metadata.layer: raw → gold",
        "",
      ].join("\n"),
    );
  });

  test("what a changed file does not say is part of the answer", () => {
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
      "**Not known**\n\n- `flows/load.yml:",
    );
  });

  test("one more task writes what is there already: no edge and no asset says so, the declaration does", () => {
    repo.flow("flows/load.yml", [["stage", [], ["trips"]]]);
    repo.commit("First");
    repo.flow("flows/load.yml", [
      ["stage", [], ["trips"]],
      ["again", [], ["trips"]],
    ]);
    const first = repo.git("rev-parse", "--short=12", "HEAD");
    expect(repo.assets("diff").stdout).toBe(`from ${first} (HEAD)
to   the working tree

No asset changed; 0 assets downstream, 0 flows affected.

Declarations
  + again in company/load  flows/load.yml:11  trips

No known gaps.
`);
    const { stdout } = repo.assets("diff", "--format", "markdown");
    expect(stdout.split("\n")[1]).toBe(
      "### Assets: 0 breaking, 0 additive, 0 metadata only · 0 assets downstream, 0 flows affected",
    );
    expect(stdout).toContain(`<summary>1 declaration added, removed or changed</summary>

| task | change | assets | fields |
| --- | --- | --- | --- |
| \`again\` in \`company/load\` | added | \`trips\` |  |
`);
  });

  test("a file is moved", () => {
    repo.git("mv", "flows/load.yml", "flows/ingest.yml");
    expect(repo.assets("diff")).toEqual({
      code: 1,
      stderr: "",
      stdout: `${FROM}
No asset changed; 0 assets downstream, 0 flows affected.

Flows
  ~ company/load  moved from flows/load.yml to flows/ingest.yml

No known gaps.
`,
    });
  });

  test("a flow is renamed: its assets and edges are the same", () => {
    repo.write(
      "flows/load.yml",
      "id: ingest\nnamespace: company\nlabels: {owner: loaders}\ntasks:\n  - id: stage\n    type: io.kestra.plugin.core.log.Log\n    assets: {inputs: [{id: taxi}], outputs: [{id: trips}]}\n",
    );
    expect(repo.assets("diff").stdout).toBe(`${FROM}
No asset changed; 0 assets downstream, 0 flows affected.

Flows
  + company/ingest  flows/load.yml:1
  - company/load  flows/load.yml:1

No known gaps.
`);
  });

  test("the values of a loop change: other assets, and no rename", () => {
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

  test("the default of an input changes", () => {
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

1 made differently, 1 metadata only; 0 assets downstream, 0 flows affected.

~ trips_dev  lineage
    certainty changed from default to choice
~ trips_prod  metadata
    certainty changed from choice to default

Declarations
  ~ copy in company/pick  flows/pick.yml:11  trips_dev and trips
      rests on inputs.env = dev (choice), before on inputs.env = dev (default)
      certainty of trips_dev: default → choice
  ~ copy in company/pick  flows/pick.yml:11  trips_prod and trips
      rests on inputs.env = prod (default), before on inputs.env = prod (choice)
      certainty of trips_prod: choice → default

No known gaps.
`);
  });
});

describe("which states are compared", () => {
  /** main and topic part after the first commit; each adds one flow, and the working tree a third. */
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

  test("one revision: from where it and HEAD parted, so that what main did since is no change of ours", () => {
    branches();
    expect(changes("main")).toEqual({
      before: `${FIRST} (where main and HEAD parted)`,
      after: "the working tree",
      assets: ["added from_dirty", "added from_topic"],
    });
  });

  test("two revisions as they are, and both ways of writing a range", () => {
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
      before: `${FIRST} (where main and topic parted)`,
      after: `${topic} (topic)`,
      assets: ["added from_topic"],
    });
  });

  test("--staged: what the next commit will hold, not what lies around", () => {
    repo.flow("flows/staged.yml", [["s", [], ["staged"]]]);
    repo.git("add", "flows/staged.yml");
    repo.flow("flows/staged.yml", [["s", [], ["staged", "later"]]]);
    repo.flow("flows/dirty.yml", [["d", [], ["dirty"]]]);
    expect(changes("--staged")).toEqual({
      before: `${FIRST} (HEAD)`,
      after: "what is staged",
      assets: ["added staged"],
    });
    expect(changes().assets).toEqual(["added dirty", "added later", "added staged"]);
  });

  test("the working tree is not touched, and the index is not rewritten", () => {
    repo.flow("flows/dirty.yml", [["d", [], ["dirty"]]]);
    const before = [repo.git("status", "--porcelain"), repo.git("ls-files", "--stage", "--debug")];
    repo.assets("diff", "HEAD", "HEAD");
    expect([repo.git("status", "--porcelain"), repo.git("ls-files", "--stage", "--debug")]).toEqual(before);
  });

  test("given a question in a subfolder, paths are relative to the root of the repository and only its roots are compared", () => {
    repo.flow("other/flows/x.yml", [["x", [], ["elsewhere"]]]);
    repo.flow("flows/more.yml", [["add", [], ["extra"]]]);
    const done = repo.run(["diff", "--format", "json"], { cwd: `${repo.folder}/flows` });
    const report = JSON.parse(done.stdout);
    expect(report.changedFiles).toEqual(["flows/more.yml"]);
    expect(report.assets.map((asset: { id: string }) => asset.id)).toEqual(["extra"]);
  });

  test("what is kept between runs changes no answer, also when it is damaged or of other settings", () => {
    repo.flow("flows/more.yml", [["add", ["trips"], ["extra"]]]);
    const first = repo.assets("diff");
    const cache = programCache(repo.folder);
    const whole = new Map(readdirSync(cache).map((name) => [name, readFileSync(join(cache, name))]));
    expect([...whole.keys()].sort()).toEqual(["files.log", "status", "workspace"]);
    expect(repo.assets("diff")).toEqual(first);
    for (const [name, bytes] of whole) {
      for (const damaged of [bytes.subarray(0, bytes.length - 7), Buffer.from("nonsense"), Buffer.alloc(0)]) {
        writeFileSync(join(cache, name), damaged);
        expect(repo.assets("diff")).toEqual(first);
      }
    }
    // A scan that pins an input reads the same files otherwise; the tenant stands in what is kept.
    repo.assets("scan", "flows", "--tenant", "other");
    expect(repo.assets("diff")).toEqual(first);
    repo.git("checkout", "-q", "--detach");
    repo.commit("More");
    expect(repo.assets("diff").code).toBe(0);
  });

  test("the exit code says whether there is a difference as serious as asked", () => {
    repo.flow("flows/more.yml", [["add", [], ["extra"]]]);
    const code = (...args: string[]) => repo.assets("diff", ...args).code;
    expect([
      code(),
      code("--fail-on", "additive"),
      code("--fail-on", "breaking"),
      code("--fail-on", "never"),
    ]).toEqual([1, 1, 0, 0]);
  });

  test("names of files are data, whatever they hold", () => {
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

  test("a link is followed inside the revision, and said to lead nowhere outside of it", () => {
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
        place: { file: "else.yml", line: 1, column: 1 },
        message: "is a symbolic link that leads to nothing in this revision",
      },
    ]);
  });
});
