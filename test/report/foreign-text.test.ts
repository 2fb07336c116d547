import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ChangeReport, changeReport } from "../../src/changes/change-report.ts";
import { compareInventories } from "../../src/changes/compare.ts";
import { type Comparison, impactOfDifference } from "../../src/changes/comparison.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { RULES } from "../../src/lint/rules/index.ts";
import type { Inventory } from "../../src/model/model.ts";
import { createOwners } from "../../src/model/owners.ts";
import { pullRequestMarkdown } from "../../src/report/diff/pull-request-markdown.ts";
import { lintMarkdown } from "../../src/report/lint/markdown.ts";
import { newRepository } from "../changes/scratch.ts";
import { sampleInventory } from "../export/sample.ts";
import { reportOf } from "../lint/report-of.ts";
import { describeRendered, rendered } from "./cmark.ts";
import { hostileText, SENTINEL } from "./hostile-text.ts";

/** All words of the program outside code in a report. */
const WORDS = new Set(
  `Assets assets asset lint no changes breaking lineage additive metadata downstream flow flows affected of them broken
  From from To to file files changed Breaking is it reads read in Owners owner owners more named category why fields edge
  edges added or removed task distance by and place moved declaration declarations assumptions was No known Known gap gaps
  other may add this No diagram The exceed GitHub's limit see for all new type none possibly renamed a guess longer any
  writer written only through pattern lost gained input inputs certainty exact default choice description external change
  be checked findings finding error errors warning warnings notice notices severity rule · + − → …`.split(
    /\s+/,
  ),
);
const RULE_IDS = new Set(RULES.map(({ id }) => id));
const HTML =
  /^(?:<br ?\/?>|<details>\n<summary>[0-9,]+ [a-z, ]+<\/summary>\n|<\/details>\n|<!-- flow-assets: change report -->\n)$/;
const NODES = new Set([
  ...["document", "heading", "paragraph", "text", "softbreak", "strong", "emph", "code", "code_block"],
  ...["list", "item", "html_inline", "html_block", "table", "table_header", "table_row", "table_cell"],
]);

/** The text of a report that is neither code nor words of the program. */
function leaks(markdown: string): string[] {
  const { text, html, nodes } = rendered(markdown);
  const words = text.flatMap((part) => part.split(/\s+/).map((word) => word.replace(/^\(|[.,:;)]+$/g, "")));
  return [
    ...words.filter((word) => !/^[0-9,]*$/.test(word) && !WORDS.has(word) && !RULE_IDS.has(word)),
    ...html.filter((tag) => !HTML.test(tag)),
    ...[...nodes].filter((name) => !NODES.has(name)),
    ...[...text, ...html].filter((part) => part.includes(SENTINEL)),
  ];
}

/** The report of a change with content in all sections. All user text in it comes from these texts. */
async function reportWith(texts: readonly string[]): Promise<ChangeReport> {
  let next = 0;
  const text = () => texts[next++ % texts.length] ?? "";
  const [raw = "", seed = "", staged = "", gone = "", renamed = "", other = ""] = Array.from(
    { length: 6 },
    text,
  );
  const [mart = "", board = "", far = ""] = Array.from({ length: 3 }, text);
  const load = { flow: text(), task: text(), namespace: text(), taskType: text() };
  const build = { flow: text(), task: text(), namespace: text() };
  const draw = { flow: text(), task: text(), namespace: text() };
  const check = { flow: text(), task: text(), namespace: text() };
  const details = () => ({
    type: text(),
    displayName: text(),
    description: text(),
    metadata: { owner: text(), [text()]: text(), model_layer: text() },
  });
  const owned = (inventory: Inventory): Inventory => ({
    ...inventory,
    flows: inventory.flows.map((flow) => ({ ...flow, labels: { owner: text() } })),
    bundles: inventory.bundles.map((bundle) => ({
      ...bundle,
      taskType: text(),
      outputs: bundle.outputs.map((entry) => ({ ...entry, expression: text() })),
      assumptions: [
        { kind: "default", variable: text(), value: text() },
        { kind: "branch", condition: text() },
      ],
    })),
    gaps: inventory.flows.map(({ namespace, flow, place }) => ({
      kind: "error",
      namespace,
      flow,
      place: { ...place, file: text() },
      message: `"${text()}" ${text()}`,
    })),
  });
  const before = owned(
    sampleInventory(
      [
        { ...load, reads: [raw, seed], writes: [staged, gone, other] },
        { ...build, reads: [staged, gone, other], writes: [mart, board] },
        { ...draw, reads: [mart, gone], writes: [board] },
        { ...check, reads: [mart], writes: [far] },
      ],
      { [staged]: details(), [mart]: details(), [other]: details() },
    ),
  );
  const after = owned(
    sampleInventory(
      [
        { ...load, reads: [raw, other], writes: [staged, renamed] },
        { ...build, reads: [staged, gone], writes: [mart], certainty: "choice" },
        { ...draw, reads: [mart, gone], writes: [board, other] },
        { ...check, reads: [mart], writes: [far], certainty: "default" },
        { flow: text(), task: text(), reads: [mart], writes: [text()] },
      ],
      { [staged]: details(), [mart]: details(), [other]: details() },
    ),
  );
  const sides = { before, after };
  const owners = createOwners(after, () => [text(), "@org/team", "ann@example.com"]);
  const comparison: Comparison = {
    // The report does not use the repository.
    repository: {} as Comparison["repository"],
    names: { before: { words: text() }, after: { words: text() } },
    sides,
    difference: compareInventories(sides),
    unreadable: [],
    duplicates: [],
    changedFiles: [text(), text()],
    owners,
    downstreamOf: async () => ({ sides, owners }),
  };
  return changeReport(comparison, await impactOfDifference(comparison));
}

function findingsWith(texts: readonly string[]): Finding[] {
  return texts.map((message, index) => ({
    rule: RULES[index % RULES.length]?.id ?? "",
    severity: (["error", "warning", "notice"] as const)[index % 3] ?? "error",
    message,
    subject: message,
    range: { file: message, line: index + 1, column: 1, endLine: index + 1, endColumn: 2 },
  }));
}

describeRendered("text of users in Markdown", () => {
  const texts = fc.array(hostileText, { minLength: 30, maxLength: 100 });

  test("given hostile text, when reported for a pull request, then all of it is in code", async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        expect(leaks(pullRequestMarkdown(await reportWith(given)))).toEqual([]);
      }),
      { seed: 21, numRuns: 30 },
    );
  });

  test("given hostile text, when linted, then all of it is in code", () => {
    fc.assert(
      fc.property(texts, (given) => {
        expect(leaks(lintMarkdown(reportOf(findingsWith(given), {})))).toEqual([]);
      }),
      { seed: 22, numRuns: 30 },
    );
  });

  test("given hostile files, when the program prints Markdown, then all of their text is in code", () => {
    const repo = newRepository();
    try {
      const given = fc.sample(hostileText, { seed: 23, numRuns: 120 });
      const flows = Array.from({ length: 8 }, (_, index) => given.slice(index * 15, (index + 1) * 15));
      const files = flows.map(
        ([name = ""]) => `flows/${name.replace(/[/\0\ud800-\udfff]/g, "").slice(0, 40)}.yml`,
      );
      const write = (changed: boolean) =>
        flows.forEach((of, index) => {
          repo.write(files[index] ?? "", hostileFlow(of, changed));
        });
      repo.write("CODEOWNERS", "* @org/team ann@example.com\n");
      write(false);
      repo.commit("First");
      write(true);
      for (const command of [["diff"], ["impact", "--since", "HEAD"], ["lint", "flows"]]) {
        const { stdout, stderr } = repo.assets(...command, "--format", "markdown");
        expect(stderr).toBe("");
        expect(stdout).toContain(SENTINEL);
        expect(leaks(stdout)).toEqual([]);
      }
    } finally {
      repo.end();
    }
  });

  test("given hostile text outside of code, when checked, then it is found", () => {
    expect(leaks("`@team` reads")).toEqual([]);
    expect(leaks("@team reads")).toEqual(["@team"]);
    expect(leaks("www.example.com")).toEqual(["www.example.com", "link"]);
    expect(leaks("<b>reads")).toEqual(["<b>"]);
  });
});

/** A flow file with user text in all places shown in reports. */
function hostileFlow(texts: readonly string[], changed: boolean): string {
  const [
    id,
    namespace,
    label,
    task,
    type,
    asset,
    kind,
    key,
    value,
    input,
    description,
    broken,
    added,
    gone,
    name,
  ] = texts.map((text) => JSON.stringify(text));
  const outputs = [
    `{id: ${asset}, type: ${changed ? value : kind}, displayName: ${name}, description: ${description}, metadata: {${key}: ${value}, owner: ${label}}}`,
    `{id: valid-id, type: ${changed ? kind : value}, metadata: {${key}: ${changed ? value : kind}}}`,
    `{id: "{{ ${(broken ?? "").slice(1, -1)} }}", type: ${kind}}`,
    changed ? `{id: new-id, ${added}: 1}` : `{id: old-id, type: ${gone}}`,
  ];
  return `id: ${id}
namespace: ${namespace}
description: ${description}
labels: {owner: ${label}}
tasks:
  - id: ${task}
    type: ${type}
    assets:
      inputs: [{id: ${input}}, {id: source}]
      outputs: [${outputs.join(", ")}]
`;
}

describe("Markdown with long names", () => {
  const namesOf = (character: string) =>
    Array.from({ length: 60 }, (_, index) => `${index}${character.repeat(800)}`);

  // A vertical bar takes two characters in a cell. The change has 14 edges.
  test.each([
    ["letters", "x", 1, 14],
    ["bars", "|", 1, 5],
    ["bars, and many declarations", "|", 20, 1],
  ])(
    "given %s, when reported, then it fits a comment and is cut between its own parts",
    async (_, character, times, edges) => {
      const report = await reportWith(namesOf(character));
      const bundles = Array.from({ length: times }, () => report.bundles).flat();
      const markdown = pullRequestMarkdown({ ...report, bundles });
      expect(markdown.length).toBeLessThanOrEqual(64_000);
      expect(markdown.match(/^\| [−+] \|/gm)).toHaveLength(edges);
      expect(markdown.match(/^<details>$/gm)).toHaveLength(6);
      expect(markdown.match(/^<\/details>$/gm)).toHaveLength(6);
      expect(markdown.split("**Known gaps**")[1]).toMatch(/^\n\n- `.*…`\n/);
    },
  );

  test("given many long findings, when linted, then the report fits a comment and counts the rest", () => {
    const markdown = lintMarkdown(reportOf(findingsWith(["x", "y", "z"].flatMap(namesOf)), {}));
    const rows = markdown.split("\n").filter((line) => line.startsWith("| ")).length - 2;
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown.endsWith(`\n\n… and ${180 - rows} more.\n`)).toBe(true);
  });
});
