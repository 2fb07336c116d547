import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { readFile } from "../../src/infer/index.ts";
import { blueprintFacts } from "../../src/lint/blueprint-facts.ts";
import { lint } from "../../src/lint/lint.ts";
import { DEFAULT_SETTINGS } from "../../src/lint/settings.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";

const FIXTURE = new URL("../../fixtures/blueprints/blueprints/ingest.yaml", import.meta.url);
const OPTIONS = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000 };

/** The findings of a blueprint: `line:column-endColumn rule message`. */
function findings(text: string): readonly string[] {
  const source = sourceText("b.yaml", text);
  const { blueprint } = readFlowText(source);
  if (blueprint === undefined) throw new Error("not a blueprint");
  const facts = blueprintFacts(blueprint, {}, (contents) => readFile(contents, OPTIONS).flows);
  const inventory = inventoryOfFiles([], [], { tenant: "main", roots: ["."] });
  return lint({ files: [facts], inventory }, DEFAULT_SETTINGS).findings.map(
    ({ rule, message, range: { line, column, endColumn } }) =>
      `${line}:${column}-${endColumn} ${rule} ${message}`,
  );
}

const invalid = (id: string) =>
  `"${id}" is not a valid asset id: an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-"`;

/** A blueprint. Its arguments start at line 6, followed by its tasks. */
const blueprint = (args: readonly string[], tasks: readonly string[]) =>
  [
    "id: f",
    "namespace: n",
    "extend:",
    "  templateArguments:",
    ...args.map((argument) => `    - ${argument}`),
    "tasks:",
    ...tasks,
  ].join("\n");

const TASK = "  - {id: w, type: io.kestra.plugin.core.log.Log, message: m, assets: {outputs: [{id: ";

describe("given a blueprint, when linted", () => {
  test("without a wrong declaration, then there is no finding", () => {
    expect(findings(readFileSync(FIXTURE, "utf8"))).toEqual([]);
  });

  test("with an id that is wrong for one choice, then the finding is at the tag and names the choice", () => {
    const text = blueprint(
      ["{id: team, type: SELECT, values: [sales, big deals]}"],
      [`${TASK}<< arg.team >>.orders, type: T}]}}`],
    );
    expect(findings(text)).toEqual([
      `7:86-107 invalid-id ${invalid("big deals.orders")} (with team = "big deals")`,
    ]);
  });

  test("with a branch that only one BOOL opens, then the finding is inside the branch", () => {
    const text = blueprint(
      ["{id: archive, type: BOOL}"],
      ["<% if arg.archive %>", `${TASK}a b, type: T}]}}`, "<% endif %>", "  - {id: l, type: t}"],
    );
    expect(findings(text)).toEqual([`8:86-89 invalid-id ${invalid("a b")} (with archive = "true")`]);
  });

  test("with a table of a list, then single tables and all tables are rendered", () => {
    const text = blueprint(
      ["{id: tables, type: MULTISELECT, values: [a, 'b c']}"],
      ["<% for t in arg.tables %>", `${TASK}<< t >>, type: T}]}}`, "<% endfor %>"],
    );
    expect(findings(text)).toEqual([`8:86-93 invalid-id ${invalid("b c")} (with tables including "b c")`]);
  });

  test("with a wrong declaration in every rendering, then no choice is named", () => {
    const text = blueprint(["{id: archive, type: BOOL}"], [`${TASK}a b, type: T}]}}`]);
    expect(findings(text)).toEqual([`7:86-89 invalid-id ${invalid("a b")}`]);
  });

  test("with a template that fails for a choice, then the failure has its line", () => {
    const text = blueprint(
      ["{id: archive, type: BOOL}"],
      ["  - {id: l, type: t}", "# << arg.archive ? nope.x : 1 >>"],
    );
    expect(findings(text)).toEqual([
      `8:1-2 unreadable-file cannot render the blueprint with archive = "true": the variable "nope" is not defined`,
    ]);
  });

  test("with a rendering that is not YAML, or not a flow, then it is a finding", () => {
    expect(
      findings(blueprint(["{id: archive, type: BOOL}"], ["<% if arg.archive %>", "  - {", "<% endif %>"])),
    ).toEqual([
      `1:1-2 unreadable-file the rendering is not a flow: it lacks an id, a namespace or a list of tasks (with archive = "false")`,
      `9:1-13 unreadable-file not valid YAML: a mapping that starts with "{" is not closed before this line: add the "}" (with archive = "true")`,
    ]);
    expect(findings("extend:\n  templateArguments: []\nother: 1\n")).toEqual([
      "3:1-2 unreadable-file the rendering is not a flow: it lacks an id, a namespace or a list of tasks",
    ]);
  });

  test("with a suppression beside the tag, then the finding is suppressed", () => {
    const text = blueprint(
      ["{id: a, type: BOOL}"],
      [`${TASK}a b, type: T}]}} # assets-ignore invalid-id: known`],
    );
    expect(findings(text)).toEqual([]);
  });
});

describe("given many choices, when linted", () => {
  test("then each value is rendered, although not each combination", () => {
    const values = Array.from({ length: 20 }, (_, at) => `v${at}`);
    const args = ["a", "b", "c"].map(
      (id) => `{id: ${id}, type: SELECT, values: [${values.join(", ")}, x y]}`,
    );
    const found = findings(
      blueprint(
        args,
        ["a", "b", "c"].map((id) => `${TASK.replace("id: w", `id: w${id}`)}<< arg.${id} >>, type: T}]}}`),
      ),
    );
    expect(found.map((problem) => problem.slice(0, problem.indexOf(" ")))).toEqual([
      "9:87-98",
      "10:87-98",
      "11:87-98",
    ]);
  });

  test("with an endless loop in each rendering, then the steps of all together are limited", () => {
    const loop = "<% for a in range(1, 100000) %><% for b in range(1, 100000) %>x<% endfor %><% endfor %>";
    const args = [..."abcdef"].map((id) => `{id: ${id}, type: BOOL}`);
    expect(findings(blueprint(args, [loop]))).toEqual([
      expect.stringMatching(
        /^1:1-2 unreadable-file \d\d combinations of arguments not checked: the other renderings take too many steps$/,
      ),
      "1:1-2 unreadable-file cannot render the blueprint: the template needs more than 100000 evaluation steps",
    ]);
  });
});
