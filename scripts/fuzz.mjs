// Feeds mutated inputs to every reader of untrusted text: YAML, Pebble, SQL, selections, stores, configurations,
// CODEOWNERS and git URLs. The seed determines all inputs.
// Usage: npm run build && npm run fuzz [-- INPUTS [SEED]]
//
// Exit code 1 if an input causes an internal error, exceeds the time limit, or injects control sequences, workflow
// commands, Markdown or spreadsheet formulas into a report.
import { readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseCodeOwners } from "../dist/changes/codeowners.js";
import { withoutCommands } from "../dist/cli/workflow-commands.js";
import { readConfig } from "../dist/config/read-config.js";
import { readFlowText } from "../dist/flows/read-flow-file.js";
import { sourceText } from "../dist/flows/source-text.js";
import { createGraph } from "../dist/graph/graph.js";
import { readSql, SQL_DIALECTS } from "../dist/infer/sql/index.js";
import { browsableUrl } from "../dist/openlineage/source-location.js";
import { render } from "../dist/pebble/index.js";
import { csvTableNames, toCsv } from "../dist/report/files/csv.js";
import { mdCode } from "../dist/report/markdown.js";
import { toDot } from "../dist/report/pictures/dot.js";
import { draw } from "../dist/report/pictures/draw.js";
import { inventoryOfFiles, resolveFile } from "../dist/resolve/resolve-file.js";
import { parseSelection } from "../dist/selection/parse.js";
import { printSelection } from "../dist/selection/print.js";
import { checkShape } from "../dist/store/check-shape.js";
import { AssetsError } from "../dist/util/errors.js";
import { escapeControlChars } from "../dist/util/escape-control-chars.js";

const [inputs = 3_000, seed = 1] = process.argv.slice(2).map(Number);
/** Far above the time of any input of this size within the step limits, even on a slow machine. */
const MAX_MS = 8_000;

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const flows = readdirSync(`${ROOT}fixtures/flows`, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
  .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"));
const templates = flows.flatMap((text) => text.match(/\{\{.*?\}\}/g) ?? []);
const RESOLVE = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 100 };
const store = JSON.stringify(inventory(flows[0] ?? ""));

/** Syntax of the readers, and extreme values. */
const TOKENS = [
  "{{",
  "}}",
  "{%",
  "%}",
  "{#",
  "-",
  ":",
  "\n",
  "  ",
  "\t",
  "|",
  ">",
  "&a",
  "*a",
  "<<",
  "!!str",
  "---",
  "[",
  "]",
  "{",
  "}",
  "'",
  '"',
  "\\",
  "\u0000",
  "\u001b[31m",
  "\u202e",
  "\u2028",
  "\ud800",
  "##[add-mask]",
  "\n::error::",
  "`",
  "<script>",
  "](x)",
  "@a",
  "=1+1",
  "((((((((",
  "a".repeat(300),
  ",".repeat(300),
  " ".repeat(300),
  "1e309",
  "999999999999999999999",
  "0x",
  "null",
  "~",
  "__proto__",
  "constructor",
  "for i in range(1, 100000)",
  "| regexReplace('(a+)+b', '')",
  "| jq('.')",
  "id:",
  "assets:",
  "inputs:",
  "outputs:",
  "union select * from a.b",
  "/*",
  "--",
  "$$",
  ";",
  "..",
  "//",
  "https://u:p@h",
  "+",
  "@{",
  "..HEAD",
  "refs/",
];

let state = seed >>> 0;
/** Mulberry32. */
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let next = Math.imul(state ^ (state >>> 15), 1 | state);
  next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next;
  return ((next ^ (next >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)] ?? "";

function mutate(text) {
  let result = text;
  for (let times = random(6) + 1; times > 0; times--) {
    const at = random(result.length + 1);
    const end = Math.min(result.length, at + random(20));
    const part = [
      pick(TOKENS),
      "",
      result.slice(at, end).repeat(random(50)),
      String.fromCharCode(random(0x250)),
    ][random(4)];
    result = result.slice(0, at) + part + result.slice(random(2) === 0 ? at : end);
  }
  return result;
}

function inventory(text) {
  const parts = resolveFile(readFlowText(sourceText("flows/a.yaml", text)), RESOLVE);
  return inventoryOfFiles([parts], [], { tenant: "main", roots: ["flows"] });
}

const READERS = {
  yaml: [() => pick(flows), (text) => checkReports(inventory(text))],
  pebble: [
    () => pick(templates),
    (text) => checkInert(JSON.stringify(render(text, { variables: {}, dialect: "1.x" }).kind)),
  ],
  sql: [
    () =>
      pick([
        "select a, b from s.t join u using (x) where c = 'd'",
        "create table a as with b as (select * from c) select * from b",
        "copy t from 's3://b/c.csv'",
        "merge into a using b on a.i = b.i when matched then update set x = 1",
      ]),
    (text) => readSql([text], pick(SQL_DIALECTS)),
  ],
  selection: [
    () => pick(["+a+1", "type:Table,meta.x:y", "@a b", "1+roots(a) - b", "id:'a b'", "(a b),c"]),
    (text) => parseSelection(printSelection(parseSelection(text))),
  ],
  store: [() => store, (text) => checkReports(checkShape(parseJson(text), "store"))],
  config: [
    () =>
      "paths: [flows]\nexclude: ['*.yml', '{a,b}/**']\nkestra: \"1.2\"\nmaxCases: 5\npolicies:\n  - select: a+\n    idPattern: '[a-z]+'\nrules: { unknown-key: off }\n",
    (text) => readConfig(sourceText("assets.config.yaml", text), "/x"),
  ],
  codeowners: [() => "* @a\n/flows/**/x @b c@d.ef # g\n", (text) => parseCodeOwners(text)("flows/a/x")],
  git: [
    () => pick(["git@github.com:a/b.git", "https://u:p@h/x.git", "ssh://h/~a/b"]),
    (text) => checkInert(escapeControlChars(browsableUrl(text) ?? text)),
  ],
};

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new AssetsError("invalid JSON");
  }
}

/** Throws if a report of the inventory contains active content: in the terminal, Markdown, DOT or CSV. */
function checkReports(data) {
  createGraph(data);
  const names = data.assets.flatMap(({ id, displayName = "" }) => [id, displayName]);
  for (const name of names) {
    checkInert(escapeControlChars(name));
    const code = mdCode(name);
    if (!/^(`+)[^\n]*\1$/s.test(code)) throw new Error(`Markdown outside code: ${JSON.stringify(code)}`);
  }
  const dot = toDot(draw(data, { flows: true }));
  if (/[\u0000-\u0008\u001b]/.test(dot)) throw new Error("control characters in DOT");
  for (const table of csvTableNames(data))
    for (const line of toCsv(data, table))
      if (/(^|[,;\t])[=+@]/.test(line)) throw new Error(`formula in CSV: ${line}`);
}

/** Throws if the text contains control characters or workflow commands. */
function checkInert(text) {
  if (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.test(text))
    throw new Error(`control characters: ${JSON.stringify(text)}`);
  if (/##\[|^\s*::/m.test(withoutCommands(text)))
    throw new Error(`workflow command: ${JSON.stringify(text)}`);
}

let failed = 0;
const slowest = { ms: 0, name: "" };
for (let at = 0; at < inputs; at++) {
  const name = pick(Object.keys(READERS));
  const [seedText, read] = READERS[name];
  const text = mutate(seedText());
  const started = performance.now();
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof AssetsError) && !isSelectionError(error)) fail(name, text, error.stack ?? error);
  }
  const ms = performance.now() - started;
  if (ms > slowest.ms) Object.assign(slowest, { ms, name: `${name} ${at}` });
  if (ms > MAX_MS) fail(name, text, `took ${Math.round(ms)} ms, limit ${MAX_MS} ms`);
}
console.log(
  `${inputs} inputs of seed ${seed}: ${failed} failed; slowest: ${slowest.name}, ${Math.round(slowest.ms)} ms`,
);
process.exit(failed > 0 ? 1 : 0);

function isSelectionError(error) {
  return error instanceof Error && error.name === "SelectionError";
}

function fail(name, text, reason) {
  failed++;
  console.error(`${name}: ${reason}\n  input: ${JSON.stringify(text).slice(0, 2_000)}\n`);
}
