// Measures the program on generated repositories, as ratios to reference processes on the same machine: `node -e 0`, and
// js-yaml loading the same files. Prints a table, writes bench/last.json, and optionally compares with an earlier run.
// Usage: npm run bench -- [--runs N] [--flows N] [--large] [--compare FILE]
//   --flows     number of flows (default: 1,000 and 10,000)
//   --large     also 50,000 flows (at least 100,000 assets and 300,000 edges) and 100,000 flows; takes minutes
//   --compare   result file of an earlier run
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { hasTerminal, KEYS, openView } from "./explorer.mjs";
import { generate } from "./generate.mjs";
import { assets, measure, summary } from "./measure.mjs";
import { heading, line } from "./table.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    large: { type: "boolean", default: false },
    compare: { type: "string" },
    flows: { type: "string" },
  },
});
const runs = Number(values.runs);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const root = mkdtempSync(join(tmpdir(), "assets-bench-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));

process.env.ASSETS_CACHE_DIR = join(root, "cache");

const earlier = values.compare === undefined ? [] : JSON.parse(readFileSync(values.compare, "utf8")).results;
const results = [];

/**
 * Measures a command, then records and prints the result.
 *
 * @param of the name of the reference in the table
 * @param budget a function from the result to its budget: `shown` is its text, `met` whether the result is within it
 */
function bench(
  name,
  args,
  { cwd = root, times = runs, before, reference, beforeReference, of, budget } = {},
) {
  const measured = measure(name, args, { cwd, times, before, reference, beforeReference });
  const { referenceTimes } = measured;
  const result = {
    ...measured,
    ...(referenceTimes && { of, ratio: measured.median / referenceTimes.median }),
  };
  if (budget) result.budget = budget(result);
  return record(result);
}

/** Adds a result to the results of this run, and prints it. */
function record(result) {
  results.push(result);
  console.log(
    line(
      result,
      earlier.find(({ name }) => name === result.name),
    ),
  );
  return result;
}

/** A budget relative to the reference. */
const atMost =
  (ratio) =>
  ({ median, referenceTimes }) => ({ shown: `${ratio} x`, met: median <= ratio * referenceTimes.median });

const NODE = { reference: ["-e", "0"], of: "node -e 0" };

function repository(flows, { usual = false } = {}) {
  const cwd = join(root, `flows-${flows}${usual ? "-usual" : ""}`);
  const bytes = generate(cwd, flows, 1, { usual });
  const kind = usual ? " with usual tasks" : "";
  console.log(`\n${flows.toLocaleString("en")} flows${kind}, ${(bytes / 1e6).toFixed(1)} MB`);
  return cwd;
}

/** Scans of a repository: cold, unchanged, and after a change of one file. */
function scans(cwd, flows, times) {
  const reference = [here("./load-js-yaml.mjs"), join(cwd, "flows")];
  const cold = bench(`cold scan, ${flows} flows`, assets("scan", "flows"), {
    cwd,
    times,
    before: () => removeScans(cwd),
    reference,
    of: "js-yaml",
    budget: atMost(3.4),
  });
  const unchanged = bench(`scan, nothing changed, ${flows} flows`, assets("scan", "flows"), {
    cwd,
    ...NODE,
    ...(flows <= 10_000 && { budget: atMost(3) }),
  });
  const edits = {
    "a comment": (text, run) => `${text}# ${run}\n`,
    "a key": withRevision,
    "one more asset": (text, run) =>
      `${text.trimEnd()}\n  - {id: more, type: t, assets: {outputs: [{id: more_${run}}]}}\n`,
  };
  for (const [label, edit] of Object.entries(edits)) {
    const change = edited(cwd, edit);
    bench(`scan, ${label} in one file, ${flows} flows`, assets("scan", "flows"), {
      cwd,
      before: change.apply,
      ...NODE,
      ...(flows <= 10_000 && { budget: atMost(5.5) }),
    });
    change.undo();
  }
  return { cold, unchanged };
}

/** The flow with a key that differs in each run. */
function withRevision(text, run) {
  return text.replace("tasks:", `revision: ${run + 1}\ntasks:`);
}

/** A change of the first file of a repository: functions to apply and to undo it. */
function edited(cwd, edit) {
  const [first] = files(join(cwd, "flows"));
  const original = readFileSync(first, "utf8");
  return {
    first,
    apply: (run) => writeFileSync(first, edit(original, run)),
    undo: () => writeFileSync(first, original),
  };
}

/** The cost of inference in a cold scan of flows with usual tasks. */
function inference(flows, times) {
  const cwd = repository(flows, { usual: true });
  const config = join(cwd, "declared.yaml");
  writeFileSync(config, "infer: false\n");
  const scan = assets("scan", "--config", config, "flows");
  const removeAll = () => removeScans(cwd);
  bench(`cold scan, inferring, ${flows} flows`, assets("scan", "flows"), {
    cwd,
    times,
    before: removeAll,
    reference: scan,
    beforeReference: removeAll,
    of: "infer: false",
    budget: atMost(1.25),
  });
  rmSync(cwd, { recursive: true });
}

/** The cost of calls between flows in a cold scan. */
function calls(flows, times) {
  const cwd = join(root, `flows-${flows}-calls`);
  for (const [folder, withCalls] of [
    ["calling", true],
    ["alone", false],
  ])
    generate(join(cwd, folder), flows, 1, { calls: withCalls });
  const removeAll = () => removeScans(cwd);
  bench(`cold scan, calls, ${flows} flows`, assets("scan", "calling"), {
    cwd,
    times,
    before: removeAll,
    reference: assets("scan", "alone"),
    beforeReference: removeAll,
    of: "no calls",
    budget: atMost(1.1),
  });
  rmSync(cwd, { recursive: true });
}

/** Removes the store and the cache. */
function removeScans(cwd) {
  for (const path of [join(cwd, ".assets"), process.env.ASSETS_CACHE_DIR])
    rmSync(path, { recursive: true, force: true });
}

function queries(cwd, flows, budget) {
  run(process.execPath, assets("scan", "flows"), cwd);
  const ids = tables(cwd);
  const id = ids[Math.floor(ids.length / 3)];
  const farId = ids[Math.floor(ids.length * 0.9)];
  bench(`impact, ${flows} flows`, assets("impact", id), { cwd, ...NODE });
  for (const [name, ...args] of [
    ["impact", id],
    ["lineage", "--depth", "2", id],
    ["path", id, farId],
    ["list", `${id}*`],
  ])
    bench(`${name} --no-scan, ${flows} flows`, assets(name, "--no-scan", ...args), { cwd, ...NODE, budget });
  bench(`list --no-scan of all, ${flows} flows`, assets("list", "--no-scan"), {
    cwd,
    ...NODE,
    ...(flows <= 10_000 && { budget: atMost(8) }),
  });
}

function lint(cwd, flows, unchanged) {
  const { first, apply, undo } = edited(cwd, withRevision);
  writeFileSync(join(cwd, "assets.config.yaml"), "paths: [flows]\n");
  run(process.execPath, assets("lint"), cwd);
  bench(`lint of one changed file, ${flows} flows`, assets("lint", first), {
    cwd,
    before: apply,
    ...NODE,
    budget: ({ median }) => ({ shown: "unchanged scan + 100 ms", met: median <= unchanged.median + 100 }),
  });
  undo();
  bench(`lint of all, nothing changed, ${flows} flows`, assets("lint"), { cwd, ...NODE });
  rmSync(join(cwd, "assets.config.yaml"));
}

function diff(cwd, flows) {
  run("git", ["init", "-q"], cwd);
  run("git", ["add", "flows"], cwd);
  run("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "-qm", "flows"], cwd);
  const changes = files(join(cwd, "flows"))
    .filter((_, at, all) => at % Math.ceil(all.length / 10) === 0)
    .map((file) => ({ file, original: readFileSync(file, "utf8") }));
  const change = (run) => {
    for (const { file, original } of changes) writeFileSync(file, withRevision(original, run));
  };
  const edits = {
    "after a scan": (at) => {
      change(at);
      run(process.execPath, assets("scan", "flows"), cwd);
    },
    "without a scan": change,
    again: () => {},
  };
  for (const [when, before] of Object.entries(edits)) {
    bench(`diff HEAD ${when}, ${changes.length} files changed, ${flows} flows`, assets("diff", "HEAD"), {
      cwd,
      before,
      ...NODE,
      ...(flows <= 10_000 && { budget: atMost(12) }),
    });
  }
  for (const { file, original } of changes) writeFileSync(file, original);
}

/** The completion of ids, and the terminal view: its first screen compared with `show`, and its slowest key. */
async function explorer(cwd, flows) {
  const ids = tables(cwd);
  const id = ids[Math.floor(ids.length / 3)];
  const budget = ({ median }) => ({ shown: "100 ms", met: median <= 100 });
  for (const words of [
    ["show", id.slice(0, 4)],
    ["list", "--type", ""],
  ])
    bench(`completion: ${words.join(" ")}, ${flows} flows`, assets("__complete", ...words), {
      cwd,
      ...NODE,
      budget,
    });
  const { median } = bench(`show, ${flows} flows`, assets("show", id), { cwd, ...NODE });
  if (!hasTerminal()) return;
  const views = [];
  for (let run = 0; run < slowRuns; run++) views.push(await openView(cwd, id));
  const within = (limit, times) => ({ shown: `${limit} ms`, met: times.median <= limit });
  const first = summary(views.map((view) => view.first - median));
  record({ name: `explore: first screen after show, ${flows} flows`, ...first, budget: within(300, first) });
  const keys = KEYS.map(({ name }, at) => ({ name, ...summary(views.map((view) => view.keys[at])) }));
  record({ name: `explore: a key, ${flows} flows`, ...summary(views.flatMap((view) => view.keys)) });
  const { name, ...slowest } = keys.reduce((worst, key) => (key.median > worst.median ? key : worst));
  record({
    name: `explore: slowest key (${name}), ${flows} flows`,
    ...slowest,
    budget: within(50, slowest),
  });
}

/** Saving and loading the two formats of a store, without the start of the program. */
function stores(cwd, flows, times) {
  const script = here("./store.mjs");
  const reference = [here("./load-js-yaml.mjs"), join(cwd, "flows")];
  for (const format of ["json", "ion"]) {
    const path = join(cwd, `copy.${format}`);
    const save = [script, "save", join(cwd, ".assets/inventory.json"), path];
    bench(`save ${format}, ${flows} flows`, save, { cwd, times, reference, of: "js-yaml" });
    bench(`load ${format}, ${flows} flows`, [script, "load", path], { cwd, times, reference, of: "js-yaml" });
  }
}

/** The ids of the tables written by the first task of each flow, in the order of the store. */
function tables(cwd) {
  const inventory = readFileSync(join(cwd, ".assets/inventory.json"), "utf8");
  return [...inventory.matchAll(/^ {4}\{"id":"(t_\d+_0)","certainty"/gm)].map(([, id]) => id);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function run(command, args, cwd) {
  const { status, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
}

const machine = {
  node: process.version,
  system: type(),
  processors: cpus().length,
  model: cpus()[0]?.model,
  gigabytes: Math.round(totalmem() / 2 ** 30),
};
console.log(
  `${machine.model}, ${machine.processors} processors, ${machine.gigabytes} GB, ${machine.system}, Node ${machine.node}; ${runs} runs each`,
);
console.log(heading());
bench("assets --version", assets("--version"), { ...NODE, times: runs * 3, budget: atMost(1.2) });

const slowRuns = Math.min(runs, 5);
const sizes = values.flows === undefined ? [1000, 10_000] : [Number(values.flows)];
let tenThousand;
for (const flows of sizes) {
  const cwd = repository(flows);
  const { cold, unchanged } = scans(cwd, flows, slowRuns);
  if (flows === 10_000) tenThousand = cold;
  queries(cwd, flows, atMost(2.5));
  await explorer(cwd, flows);
  lint(cwd, flows, unchanged);
  diff(cwd, flows);
  stores(cwd, flows, slowRuns);
  rmSync(cwd, { recursive: true });
  inference(flows, slowRuns);
  calls(flows, slowRuns);
}
if (values.large) {
  const graph = repository(50_000);
  queries(graph, 50_000, atMost(2.5));
  await explorer(graph, 50_000);
  rmSync(graph, { recursive: true });
  const cwd = repository(100_000);
  const { cold } = scans(cwd, 100_000, Math.min(runs, 2));
  const growth = tenThousand && cold.median / tenThousand.median;
  if (growth) console.log(`growth of a cold scan, 10 times the flows: ${growth.toFixed(1)} x (budget 7 x)`);
  console.log(`memory: ${Math.round(cold.megabytes)} MB (budget 1229 MB)`);
}

const out = here("./last.json");
writeFileSync(out, `${JSON.stringify({ machine, runs, results }, undefined, 2)}\n`);
console.log(`\nwritten to ${out}`);
