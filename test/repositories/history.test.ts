import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flowText, newRepository, type Scratch, scratchFolder } from "../changes/scratch.ts";
import { programCache } from "../program-cache.ts";

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
});
afterEach(() => repo.end());

const short = (commit: string) => commit.slice(0, 12);

/** Five commits by two authors that change trips, with a renamed file and a merge. */
function commitHistory(): string[] {
  repo.flow("flows/other.yml", [["o", [], ["other"]]]);
  const commits = [repo.commit("Other things")];
  repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips\n          metadata: {owner: ann}"]]]);
  commits.push(repo.commit("Stage the trips"));
  repo.git("checkout", "-q", "-b", "topic");
  repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]]);
  commits.push(repo.commit("Draw a board", "Bob"));
  repo.git("checkout", "-q", "main");
  repo.git("mv", "flows/load.yml", "flows/in_load.yml");
  commits.push(repo.commit("Move the file"));
  repo.git("merge", "-q", "--no-edit", "topic");
  commits.push(repo.git("rev-parse", "HEAD"));
  repo.write(
    "flows/in_load.yml",
    flowText("load.yml", [
      ["stage", ["taxi"], ["trips\n          type: Table\n          metadata: {owner: bob}"]],
    ]),
  );
  commits.push(repo.commit("Bob takes over", "Bob"));
  repo.remove("flows/in_load.yml");
  commits.push(repo.commit("No more trips"));
  repo.remove("flows/report.yml");
  commits.push(repo.commit("No more board"));
  return commits;
}

describe("the history of an asset", () => {
  test("given several commits, when asked, then writers, readers and metadata have an entry at each change", () => {
    const [, staged = "", drawn = "", moved = "", , taken = "", gone = "", last = ""] = commitHistory();
    expect(repo.assets("log", "trips")).toEqual({
      code: 0,
      stderr: "",
      stdout: `History of trips: 6 of 8 commits

${short(staged)}  2026-01-02  Ann  Stage the trips
    first declared, as an output of stage in company/load  flows/load.yml:10

${short(drawn)}  2026-01-03  Bob  Draw a board
    now read by draw in company/report  flows/report.yml:8

${short(moved)}  2026-01-04  Ann  Move the file
    moved: written by stage in company/load  from flows/load.yml  flows/in_load.yml:10

${short(taken)}  2026-01-05  Bob  Bob takes over
    metadata.owner: ann → bob  (stage in company/load)
    type: none → Table  (stage in company/load)

${short(gone)}  2026-01-06  Ann  No more trips
    no longer written by stage in company/load  flows/in_load.yml:10

${short(last)}  2026-01-07  Ann  No more board
    no longer read by draw in company/report  flows/report.yml:8
    no longer declared

Covers all commits up to HEAD, without uncommitted changes.
`,
    });
  });

  test("given show --history, when asked, then the history follows the details, in text and JSON", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    const commit = repo.commit("Stage");
    repo.assets("scan", "flows");
    expect(repo.assets("show", "trips", "--history").stdout.split("\nHistory of ")[1]).toBe(
      `trips: 1 of 1 commit

${short(commit)}  2026-01-01  Ann  Stage
    first declared, as an output of stage in company/load  flows/load.yml:10

Covers all commits up to HEAD, without uncommitted changes.
`,
    );
    const { asset, history } = JSON.parse(
      repo.assets("show", "trips", "--history", "--format", "json").stdout,
    );
    expect([asset.id, history.entries.length, history.entries[0].events]).toEqual([
      "trips",
      1,
      [
        {
          kind: "declared",
          by: { namespace: "company", flow: "load", task: "stage" },
          place: { file: "flows/load.yml", line: 10, column: 15 },
          writes: true,
        },
      ],
    ]);
  });

  test("given patterns that may match the id, when asked, then they are marked and declare nothing", () => {
    const key = '"lic-{{ execution.id }}"';
    repo.flow("flows/issue.yml", [["issue", ["teams"], [key]]]);
    const first = repo.commit("Issue licences");
    const only = `History of lic-1: 1 of 1 commit

No commit declares this id. These patterns may match it.

${short(first)}  2026-01-01  Ann  Issue licences
    now written by issue in company/issue  as lic-* (certainty pattern)  flows/issue.yml:10

`;
    const end = "Covers all commits up to HEAD, without uncommitted changes.\n";
    expect(repo.assets("log", "lic-1").stdout).toBe(only + end);
    repo.flow("flows/use.yml", [["use", ["lic-1"], ["report"]]]);
    const second = repo.commit("Use one");
    repo.flow("flows/issue.yml", [
      ["issue", ["teams"], [`${key}\n          type: Table`, "lost-{{ execution.id }}"]],
    ]);
    const third = repo.commit("They are tables");
    const whole = `History of lic-1: 3 of 3 commits

${short(first)}  2026-01-01  Ann  Issue licences
    now written by issue in company/issue  as lic-* (certainty pattern)  flows/issue.yml:10

${short(second)}  2026-01-02  Ann  Use one
    first declared, as an input of use in company/use  flows/use.yml:8

${short(third)}  2026-01-03  Ann  They are tables
    type: none → Table  (issue in company/issue)  as lic-* (certainty pattern)

${end}`;
    expect(repo.assets("log", "lic-1").stdout).toBe(whole);
    // This result comes from the cache of the first run.
    expect(repo.assets("log", "lic-1").stdout).toBe(whole);
    // The history of a pattern does not include other patterns.
    expect(repo.assets("log", "lic-*").stdout.split("\n")[0]).toBe("History of lic-*: 2 of 3 commits");
  });

  test("given a history of another asset before, when asked, then the cached answer is the same", () => {
    commitHistory();
    const plain = repo.assets("log", "board");
    repo.assets("log", "trips");
    expect(repo.assets("log", "board")).toEqual(plain);
    const cache = programCache(repo.folder);
    for (const name of readdirSync(cache).filter((file) => file.startsWith("parts-")))
      writeFileSync(join(cache, name), "damaged");
    expect(repo.assets("log", "board")).toEqual(plain);
  });

  test("given an id that no commit has, when asked, then it says so", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    repo.commit("Stage");
    expect(repo.assets("log", "rides")).toEqual({
      code: 0,
      stderr: "",
      stdout:
        "History of rides: 0 of 1 commit\n\nNo commit declares this asset.\n\nCovers all commits up to HEAD, without uncommitted changes.\n",
    });
  });

  test("given a shallow clone, when asked, then it says that the beginning is unknown", () => {
    const commits = commitHistory();
    repo.git("reset", "-q", "--hard", commits[5] ?? "");
    const folder = scratchFolder();
    repo.git("clone", "-q", "--depth", "2", `file://${repo.folder}`, folder);
    const clone = newRepository(folder, false);
    const { stdout } = clone.assets("log", "trips");
    clone.end();
    expect(stdout).toBe(`History of trips: 2 of 2 commits

${short(commits[4] ?? "")}  2026-01-05  Ann  Merge branch 'topic'  at least since this commit (end of the clone)
    first declared, as an output of stage in company/load  flows/in_load.yml:10
    now read by draw in company/report  flows/report.yml:8

${short(commits[5] ?? "")}  2026-01-05  Bob  Bob takes over
    metadata.owner: ann → bob  (stage in company/load)
    type: none → Table  (stage in company/load)

The clone is shallow, so earlier history is missing (\`git fetch --unshallow\`).
`);
  });

  test("given 1,000 commits, when asked, then the ten that changed the asset are listed", () => {
    const marks: string[] = [];
    let stream = "";
    for (let index = 1; index <= 1000; index++) {
      // Every hundredth commit changes the owner of trips. The others change an unrelated flow.
      const owner = Math.floor((index - 1) / 100);
      const isTurn = index % 100 === 1;
      const file = isTurn ? "flows/load.yml" : "flows/noise.yml";
      const text = isTurn
        ? flowText(file, [["stage", ["taxi"], [`trips\n          metadata: {owner: o${owner}}`]]])
        : flowText(file, [["noise", [], [`noise_${index}`]]]);
      const date = `${1767268800 + index * 60} +0000`;
      stream += `commit refs/heads/main\nauthor Ann <ann@example.com> ${date}\ncommitter Ann <ann@example.com> ${date}\ndata ${`c${index}`.length}\nc${index}\n`;
      stream += `M 100644 inline ${file}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
      if (isTurn) marks.push(`c${index}`);
    }
    repo.gitInput(stream, "fast-import", "--quiet");
    repo.git("reset", "-q", "--hard");
    const { entries, commits } = JSON.parse(repo.assets("log", "trips", "--format", "json").stdout);
    expect(commits).toBe(1000);
    expect(entries.map((entry: { subject: string }) => entry.subject)).toEqual(marks);
    expect(entries[9].events).toEqual([
      {
        kind: "field",
        field: "metadata.owner",
        by: { namespace: "company", flow: "load", task: "stage" },
        place: { file: "flows/load.yml", line: 10, column: 15 },
        before: "o8",
        after: "o9",
      },
    ]);
  });
});
