import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flowText, newRepository, type Scratch } from "../changes/scratch.ts";
import { loadMermaid } from "../pictures/load-mermaid.ts";

/** The Mermaid diagrams of a report. GitHub shows an error for an invalid one. */
async function validDiagrams(markdown: string): Promise<number> {
  const mermaid = await loadMermaid();
  const pictures = [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");
  for (const picture of pictures) expect((await mermaid.parse(picture)).diagramType).toBe("flowchart-v2");
  return pictures.length;
}

let repo: Scratch;
beforeEach(() => {
  repo = newRepository();
});
afterEach(() => repo.end());

describe("the report for a pull request", () => {
  test("given a breaking change, when reported, then all parts of the report are in order", async () => {
    repo.write(".github/CODEOWNERS", "/flows/ @company/data\n/flows/audit.yml @company/audit\n");
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips\n          metadata: {owner: ann}"]]]);
    repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]]);
    repo.flow("flows/audit.yml", [["check", ["trips"], []]]);
    repo.commit("First");
    repo.remove("flows/load.yml");
    const { code, stdout } = repo.assets("diff", "--format", "markdown");
    const first = repo.git("rev-parse", "--short=12", "HEAD");
    expect(code).toBe(1);
    expect(await validDiagrams(stdout)).toBe(1);
    // Another test checks the colours.
    expect(stdout.replace(/^ {2}classDef .*\n/gm, "")).toBe(`<!-- flow-assets: change report -->
### Assets: 1 breaking, 0 additive, 1 metadata · 1 asset downstream, 2 flows affected, 2 of them broken

From \`${first} (HEAD)\` to \`the working tree\`, 1 flow file changed.

**Breaking**

- \`trips\`: no longer written by any flow
- flow \`company/audit\` is broken: it reads \`trips\` in \`check\` (\`flows/audit.yml:8\`)
- flow \`company/report\` is broken: it reads \`trips\` in \`draw\` (\`flows/report.yml:8\`)

**Owners**

| owner | changed | downstream | flows |
| --- | --- | --- | --- |
| \`@company/audit\` |  |  | \`company/audit\` **broken** |
| \`@company/data\` | \`trips\` | \`board\` | \`company/report\` **broken** |
| \`ann\` | \`trips\` |  |  |

\`\`\`mermaid
flowchart LR
  n1["board"]
  n2["trips<br/><small>external#44; changed#44; breaking</small>"]
  n3(["audit<br/><small>flow#44; company#44; broken</small>"])
  n4(["report<br/><small>flow#44; company#44; broken</small>"])
  n2 --> n1
  n2 -.-> n3
  n2 -.-> n4
  class n2 breaking
  class n3,n4 broken
  linkStyle 1,2 stroke:#a83a00,stroke-width:3px
\`\`\`

<details>
<summary>2 changed assets</summary>

| asset | change | category | why | fields |
| --- | --- | --- | --- | --- |
| \`trips\` | changed | breaking | no longer written by any flow |  |
| \`taxi\` | removed | metadata | no longer read by any flow |  |

</details>

<details>
<summary>1 edge added or removed</summary>

|  | from | to | task |
| --- | --- | --- | --- |
| − | \`taxi\` | \`trips\` | \`stage\` in \`company/load\` (\`flows/load.yml:10\`) |

</details>

<details>
<summary>1 asset downstream</summary>

| asset | distance | by |
| --- | --- | --- |
| \`board\` | 1 | \`trips\` by \`draw\` in \`company/report\` |

</details>

<details>
<summary>2 affected flows</summary>

| flow | place | reads |
| --- | --- | --- |
| \`company/audit\` | \`flows/audit.yml:1\` | \`trips\` |
| \`company/report\` | \`flows/report.yml:1\` | \`trips\` |

</details>

<details>
<summary>1 flow added, removed or moved</summary>

| flow | change | place |
| --- | --- | --- |
| \`company/load\` | removed | \`flows/load.yml:1\` |

</details>

No known gaps.
`);
  });

  test("given a large change, when reported, then the picture ends at a whole level and the comment fits GitHub", async () => {
    // 40 assets at distance 1, 1,600 at distance 2: the second level has more edges than Mermaid draws.
    const wide = Array.from(
      { length: 40 },
      (_, i) => [`w${i}`, [`m${i}`], Array.from({ length: 40 }, (_, j) => `x${i}_${j}`)] as const,
    );
    const middle = Array.from({ length: 40 }, (_, i) => [`m${i}`, ["root"], [`m${i}`]] as const);
    repo.flow("flows/wide.yml", [...middle, ...wide]);
    repo.flow("flows/root.yml", [["make", [], ["root"]]]);
    repo.commit("First");
    repo.remove("flows/root.yml");
    const { stdout } = repo.assets("diff", "--format", "markdown");
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toContain(
      "The diagram is cut at distance 1 because of GitHub's limit; 1,600 assets not drawn.",
    );
    expect(await validDiagrams(stdout)).toBe(1);
    const picture = stdout.split("```mermaid\n")[1]?.split("```")[0] ?? "";
    expect(picture.match(/^ {2}n\d+ --> n\d+$/gm)?.length).toBe(40);
    expect(stdout).toContain("and 1,590 more; see `--format json` for all");
  });

  test("given owners, types and fields that look like Markdown, when reported, then they are in code", () => {
    repo.write("CODEOWNERS", "* @company/data\n");
    const flow = (type: string, extra: string) =>
      `id: load\nnamespace: company\nlabels: {owner: "@ann"}\ntasks:\n  - id: stage\n    type: io.kestra.plugin.core.log.Log\n    assets:\n      outputs:\n        - {id: trips, type: "${type}", metadata: {"@bob|#1": ${extra}}}\n        - {id: "www.evil.example/#2"}\n`;
    repo.write("flows/load.yml", flow("@old", "a"));
    repo.commit("First");
    repo.write("flows/load.yml", flow("www.new.example", "'`b`'"));
    const { stdout } = repo.assets("diff", "--format", "markdown");
    expect(stdout).toContain(
      "\n- `trips`: type changed from `@old` to `www.new.example`; description changed\n",
    );
    expect(stdout).toContain("\n| `@ann` | `trips` |  |  |\n| `@company/data` | `trips` |  |  |\n");
    expect(stdout).toContain(
      "`type`: `@old` → `www.new.example`<br>`metadata.@bob\\|#1`: `a` → `` `b` `` |\n",
    );
    expect(stdout).toContain('\n- `flows/load.yml:10`: `"www.evil.example/#2" is not a valid asset id: ');
  });

  test("given a very long name, when drawn, then it is cut", async () => {
    repo.flow("flows/load.yml", [["stage", [], [`trips\n          type: ${"x".repeat(60_000)}`]]]);
    repo.commit("First");
    repo.remove("flows/load.yml");
    const { stdout } = repo.assets("diff", "--format", "markdown");
    expect(await validDiagrams(stdout)).toBe(1);
    expect(stdout).toContain(
      `n1["trips<br/><small>${"x".repeat(199)}#8230;#44; removed#44; breaking</small>"]`,
    );
  });
});

describe("started flows and edges of triggers", () => {
  test("given an affected flow that calls another, when reported, then the started flow has a section", () => {
    const call =
      "  - id: next\n    type: io.kestra.plugin.core.flow.Subflow\n    namespace: company\n    flowId: other\n";
    repo.flow("a.yml", [["load", ["taxi"], ["trips"]]]);
    repo.write("b.yml", `${flowText("b.yml", [["draw", ["trips"], ["board"]]])}${call}`);
    repo.flow("other.yml", [["t", ["zones"], ["areas"]]]);
    repo.commit("Before");
    repo.flow("a.yml", [["load", ["taxi"], ["trips_2"]]]);
    const { stdout } = repo.assets("diff", "--format", "markdown");
    expect(stdout).toContain("<summary>1 flow would be started</summary>");
    expect(stdout).toContain("| `company/other` | called by `next` in `company/b` | `b.yml:11` |");
  });

  test("given a trigger and a task with one id, when they add an edge, then both are listed as different", () => {
    const trigger =
      "triggers:\n  - id: t\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: '0 9 * * *'\n    assets:\n      inputs:\n        - id: x\n      outputs:\n        - id: y\n";
    repo.commit("Before");
    repo.write("a.yml", `${flowText("a.yml", [["t", ["x"], ["y"]]])}${trigger}`);
    const { edges } = JSON.parse(repo.assets("diff", "--format", "json").stdout);
    expect(edges).toMatchObject([{ from: "x", to: "y", by: [{ task: "t" }, { task: "t", trigger: true }] }]);
    expect(edges[0].by[0]).not.toHaveProperty("trigger");
    expect(repo.assets("diff", "--format", "markdown").stdout).toContain("trigger `t` in `company/a`");
  });
});

describe("the JSON of a report", () => {
  test("given a breaking change, when written as JSON, then counts and owners are the same", () => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]], "labels: {owner: bob}\n");
    repo.commit("First");
    repo.remove("flows/load.yml");
    const report = JSON.parse(repo.assets("diff", "--format", "json").stdout);
    expect(report.version).toBe(1);
    expect(report.command).toBe("diff");
    expect(report.counts).toEqual({
      breaking: 1,
      lineage: 0,
      additive: 0,
      metadata: 1,
      impactedAssets: 1,
      impactedFlows: 1,
      brokenFlows: 1,
    });
    expect(report.owners).toEqual([
      {
        name: "bob",
        from: ["label"],
        changed: [],
        impacted: ["board"],
        flows: [{ namespace: "company", flow: "report" }],
        brokenFlows: [{ namespace: "company", flow: "report" }],
      },
      { name: "", from: [], changed: ["trips"], impacted: [], flows: [], brokenFlows: [] },
    ]);
  });
});

describe("impact of changed files", () => {
  beforeEach(() => {
    repo.flow("flows/load.yml", [["stage", ["taxi"], ["trips"]]]);
    repo.flow("flows/report.yml", [["draw", ["trips"], ["board"]]]);
    repo.flow("flows/other.yml", [["o", [], ["other"]]]);
    repo.commit("First");
    // The work of the task changes, but not its declaration.
    repo.write(
      "flows/load.yml",
      `# changed\nid: load\nnamespace: company\ntasks:\n  - id: stage\n    type: io.kestra.plugin.core.log.Log\n    message: other\n    assets: {inputs: [{id: taxi}], outputs: [{id: trips}]}\n`,
    );
  });

  test("given impact --since, when asked, then assets of the changed files and everything below are listed", () => {
    const first = repo.git("rev-parse", "--short=12", "HEAD");
    expect(repo.assets("impact", "--since", "HEAD")).toEqual({
      code: 0,
      stderr: "",
      stdout: `from ${first} (HEAD)
to   the working tree

1 flow file changed; 1 asset downstream, 1 flow affected.
  flows/load.yml

1 asset written by these files, before or now: trips

1 asset downstream
  board  distance 1
      ← trips  draw in company/report  flows/report.yml:10

1 affected flow
  company/report  flows/report.yml:1
      reads trips  draw  flows/report.yml:8

No known gaps.
`,
    });
  });

  test("given affected, when asked, then flows, files and assets are listed, together or alone", () => {
    const first = repo.git("rev-parse", "--short=12", "HEAD");
    expect(repo.assets("affected").stdout).toBe(`from ${first} (HEAD)
to   the working tree

1 flow file changed: 2 flows and 2 assets affected.

FLOW            PLACE               WHY
company/load    flows/load.yml:2    changed
company/report  flows/report.yml:1  reads trips

ASSET  DISTANCE
board  1
trips  0
`);
    expect(repo.assets("affected", "--only", "flows").stdout).toBe("company/load\ncompany/report\n");
    expect(repo.assets("affected", "--only", "files").stdout).toBe("flows/load.yml\nflows/report.yml\n");
    expect(repo.assets("affected", "--only", "assets").stdout).toBe("board\ntrips\n");
  });

  test("given affected in Markdown, when asked, then the error names the commands that have it", () => {
    expect(repo.assets("affected", "--format", "markdown")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: `assets affected` has no Markdown format\n  Use `assets diff` or `assets impact --since <revision>` for Markdown; all commands have text and json.\n",
    });
  });
});
