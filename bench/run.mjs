// Measures the program on generated repositories, as ratios in one run on one machine: of `node -e 0`, and of js-yaml
// loading the same files. Prints a table, writes bench/last.json, and compares with a run that was saved before.
// Usage: npm run bench -- [--runs N] [--flows N] [--large] [--compare FILE]
//   --flows     this many flows instead of 1,000 and 10,000
//   --large     also 100,000 flows, which takes minutes
//   --compare   a file that an earlier run wrote
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate } from "./generate.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    large: { type: "boolean", default: false },
    compare: { type: "string" },
    flows: { type: "string" },
  },
});
const runs = Number(values.runs);
const binary = fileURLToPath(new URL("../bin/assets.js", import.meta.url));
const yardstickOfYaml = fileURLToPath(new URL("./load-js-yaml.mjs", import.meta.url));
const out = fileURLToPath(new URL("./last.json", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "assets-bench-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));

const results = [];

/**
 * Runs a command several times; `before` prepares each run and is not measured. Where Node's start is the yardstick, it
 * is measured before each run as well, because other work on the machine comes and goes.
 */
function measure(
  name,
  args,
  { cwd = root, before = () => {}, times = runs, yardstick, budget, node = false } = {},
) {
  const done = [];
  const yard = [];
  for (let run = 0; run < times; run++) {
    before(run);
    if (yardstick === NODE) yard.push(once(NODE, ["-e", "0"], root));
    done.push(once(name, node ? args : [binary, ...args], cwd));
  }
  const known = results.find((result) => result.name === yardstick);
  const of = yard.length > 0 ? summary(yard) : known;
  const own = summary(done);
  const result = {
    name,
    ...own,
    ...(of && { yardstick, ratio: own.median / of.median, cpuRatio: own.cpu / of.cpu }),
    ...(budget !== undefined && { budget }),
  };
  results.push(result);
  print(result);
  return result;
}

/** One run: milliseconds on the clock and on the processors, and the most megabytes. */
function once(name, args, cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", peakMemory, ...args], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  const clock = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`${name}: exit code ${status}\n${stderr}`);
  const [, peak = 0, microseconds = 0] = /peak (\d+) (\d+)/.exec(stderr) ?? [];
  return { clock, cpu: Number(microseconds) / 1000, megabytes: Number(peak) / 1024 };
}

function summary(done) {
  const clock = done.map((run) => run.clock).sort((x, y) => x - y);
  return {
    min: clock[0],
    median: middle(clock),
    max: clock.at(-1),
    megabytes: Math.max(...done.map((run) => run.megabytes)),
    cpu: middle(done.map((run) => run.cpu)),
  };
}

function middle(numbers) {
  numbers.sort((a, b) => a - b);
  return numbers[Math.floor(numbers.length / 2)];
}

/** Every process tells its peak of memory and its time on the processors at its end. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a program, with a template of its own
const peakMemory = `data:text/javascript,${encodeURIComponent("process.on('exit', () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS} ${process.cpuUsage().user + process.cpuUsage().system}\\n`))")}`;

const shown = (number) => (number < 100 ? number.toFixed(1) : String(Math.round(number)));
const old = values.compare === undefined ? [] : JSON.parse(readFileSync(values.compare, "utf8")).results;

function print({ name, min, median, max, cpu, megabytes, yardstick, ratio, cpuRatio, budget }) {
  const before = old.find((result) => result.name === name);
  const columns = [
    name.padEnd(44),
    shown(min).padStart(8),
    shown(median).padStart(8),
    shown(max).padStart(8),
    `${Math.round(megabytes)} MB`.padStart(9),
    shown(cpu).padStart(8),
    ratio === undefined ? "".padStart(8) : `${ratio.toFixed(2)} x`.padStart(8),
    cpuRatio === undefined ? "".padStart(8) : `${cpuRatio.toFixed(2)} x`.padStart(8),
    (yardstick ?? "").padEnd(18),
    budget === undefined ? "" : `budget ${budget} x ${ratio <= budget ? "met" : "NOT MET"}`,
    before === undefined
      ? ""
      : `was ${shown(before.median)} ms${before.ratio === undefined ? "" : `, ${before.ratio.toFixed(2)} x`}`,
  ];
  console.log(columns.join("  ").trimEnd());
}

function repository(flows) {
  const folder = join(root, `flows-${flows}`);
  const bytes = generate(folder, flows);
  console.log(`\n${flows} flows, ${(bytes / 1e6).toFixed(1)} MB`);
  return folder;
}

/** An asset that tables are named after, some way down the list of them. */
const assetAt = (flows, share) => {
  const inventory = readFileSync(join(root, `flows-${flows}`, ".assets/inventory.json"), "utf8");
  const ids = [...inventory.matchAll(/^ {4}\{"id":"(t_\d+_0)","certainty"/gm)].map((match) => match[1]);
  return ids[Math.floor(ids.length * share)];
};

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
console.log(
  `${"".padEnd(44)}  ${"min".padStart(8)}  ${"median".padStart(8)}  ${"max".padStart(8)}  ${"memory".padStart(9)}  ${"cpu".padStart(8)}  ${"ratio".padStart(8)}  ${"of cpu".padStart(8)}  (times in ms)`,
);

const NODE = "node -e 0";
measure(NODE, ["-e", "0"], { node: true, times: runs * 3 });
measure("--version", ["--version"], { yardstick: NODE, budget: 1.5, times: runs * 3 });

function benchmarks(flows, budgets) {
  const folder = repository(flows);
  const cwd = folder;
  const yaml = `js-yaml, ${flows} flows`;
  const few = Math.max(1, Math.min(runs, flows > 50_000 ? 1 : 3));
  const first = files(join(folder, "flows"))[0];
  const original = readFileSync(first, "utf8");
  const forget = () => rmSync(join(folder, ".assets"), { recursive: true, force: true });
  measure(yaml, [yardstickOfYaml, join(folder, "flows")], { node: true, times: few });
  measure(`cold scan, ${flows} flows`, ["scan", "flows"], {
    cwd,
    before: forget,
    times: few,
    yardstick: yaml,
    ...(budgets && { budget: 0.6 }),
  });
  measure(`unchanged scan, ${flows} flows`, ["scan", "flows"], {
    cwd,
    yardstick: NODE,
    ...(budgets && { budget: 4 }),
  });
  const change = (run) => writeFileSync(first, `${original}# ${run}\n`);
  measure(`scan, one comment changed, ${flows} flows`, ["scan", "flows"], {
    cwd,
    before: change,
    yardstick: NODE,
    times: few,
  });
  const edit = (run) =>
    writeFileSync(first, original.replace("tasks:", `description: changed ${run}\ntasks:`));
  measure(`scan, one flow changed, ${flows} flows`, ["scan", "flows"], {
    cwd,
    before: edit,
    yardstick: NODE,
    times: few,
  });
  const id = assetAt(flows, 1 / 3);
  const other = assetAt(flows, 0.9);
  measure(`impact, ${flows} flows`, ["impact", id], { cwd, yardstick: NODE });
  measure(`impact --no-scan, ${flows} flows`, ["impact", "--no-scan", id], {
    cwd,
    yardstick: NODE,
    budget: 4,
  });
  measure(`lineage --no-scan, ${flows} flows`, ["lineage", "--no-scan", "--depth", "2", id], {
    cwd,
    yardstick: NODE,
  });
  measure(`path --no-scan, ${flows} flows`, ["path", "--no-scan", id, other], {
    cwd,
    yardstick: NODE,
  });
  measure(`list --no-scan, ${flows} flows`, ["list", "--no-scan"], { cwd, yardstick: NODE, times: few });
  measure(`lint one file, ${flows} flows`, ["lint", first], { cwd, yardstick: NODE, times: few });
  if (flows <= 10_000) {
    git(cwd, "init", "-q");
    git(cwd, "add", "flows");
    git(cwd, "-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "-qm", "generated");
    edit(0);
    measure(`diff HEAD, ${flows} flows`, ["diff", "HEAD"], { cwd, yardstick: NODE, times: 1 });
    writeFileSync(first, original);
  }
  stores(folder, flows);
  rmSync(folder, { recursive: true, force: true });
}

function git(cwd, ...args) {
  const { status, stderr } = spawnSync("git", args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The two formats of a store, without starting the program. */
function stores(folder, flows) {
  const script = fileURLToPath(new URL("./store.mjs", import.meta.url));
  for (const format of ["json", "ion"]) {
    if (format === "ion" && flows > 10_000) continue;
    const path = join(folder, `copy.${format}`);
    measure(
      `save ${format}, ${flows} flows`,
      [script, "save", join(folder, ".assets/inventory.json"), path],
      { node: true, times: 1 },
    );
    measure(`load ${format}, ${flows} flows`, [script, "load", path], { node: true, times: 1 });
    if (existsSync(path)) console.log(`  ${(statSync(path).size / 1e6).toFixed(1)} MB`);
  }
}

const sizes = values.flows === undefined ? [1000, 10_000] : [Number(values.flows)];
for (const flows of values.large ? [...sizes, 100_000] : sizes) benchmarks(flows, flows === 10_000);

writeFileSync(out, `${JSON.stringify({ machine, runs, results }, undefined, 2)}\n`);
console.log(`\nwritten to ${out}`);
