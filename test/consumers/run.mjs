// Reads the exports with third-party programs, and compares counts, ids and edges with the inventory. Reports a skipped
// check if its program is not available. Programs are installed in the folder CONSUMERS_CACHE, or in the user's cache
// folder.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { checkMermaid } from "./read-mermaid.mjs";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..", "..");
const CACHE =
  process.env.CONSUMERS_CACHE ||
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "flow-assets-consumers");
/** The version of the npm package `@microsoft/sarif-multitool-linux`, a program for Linux on x64. */
const SARIF_VERSION = "5.7.0";

const counts = { passed: 0, failed: 0, skipped: 0 };

function check(name, run) {
  let result;
  try {
    result = run();
  } catch (error) {
    counts.failed++;
    console.log(
      `FAILED  ${name}\n${String(error instanceof Error ? error.message : error).replace(/^/gm, "        ")}`,
    );
    return;
  }
  if (typeof result === "object") {
    counts.skipped++;
    console.log(`skipped ${name}: ${result.skipped}`);
    return;
  }
  counts.passed++;
  for (const line of result.trimEnd().split("\n")) console.log(`ok      ${line}`);
}

function run(program, args, options = {}) {
  const done = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 300_000,
    ...options,
  });
  if (done.error) throw done.error;
  if (done.status !== (options.code ?? 0)) {
    throw new Error(
      `${program} ${args.join(" ")} exited with ${done.status}:\n${done.stdout}${done.stderr}`.slice(-4000),
    );
  }
  return done.stdout;
}

const has = (program, ...args) => spawnSync(program, args).status === 0;
const assets = (...args) => run(process.execPath, [join(ROOT, "bin", "assets.js"), ...args], { cwd: work });

/** A Python environment with the packages of requirements.txt, rebuilt after changes of that file. */
function python() {
  const wanted = readFileSync(join(HERE, "requirements.txt"), "utf8");
  const folder = join(CACHE, "python");
  const program = join(folder, "bin", "python");
  const mark = join(folder, "requirements.txt");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted && has(program, "--version")) return program;
  if (!has("python3", "-c", "import venv, ensurepip"))
    return { skipped: "python3 with venv is not installed" };
  rmSync(folder, { recursive: true, force: true });
  run("python3", ["-m", "venv", folder]);
  if (!has(program, "-m", "pip", "install", "--quiet", "-r", join(HERE, "requirements.txt"))) {
    return { skipped: "pip cannot install the packages of requirements.txt" };
  }
  writeFileSync(mark, wanted);
  return program;
}

const work = realpathSync(mkdtempSync(join(tmpdir(), "assets consumers ")));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
mkdirSync(CACHE, { recursive: true });

/**
 * The fixtures, and text that is difficult to parse: non-ASCII names, quotes, line breaks, expressions, XML and SQL.
 */
cpSync(join(ROOT, "fixtures", "flows"), join(work, "flows"), { recursive: true });
cpSync(join(HERE, "hostile.yml"), join(work, "flows", 'sub, "folder" ü', "hostile.yml"), { recursive: true });
const file = (name) => join(work, name);
const write = (name, text) => writeFileSync(file(name), text);
assets("scan", "flows", "--store", "inventory.json");
const inventory = JSON.parse(readFileSync(file("inventory.json"), "utf8"));
const stored = ["--store", "inventory.json", "--no-scan"];
assets("export", ...stored, "--format", "graphml", "-o", "graph.graphml");
assets("export", ...stored, "--format", "ion", "-o", "inventory.ion");
assets("export", ...stored, "--format", "ion", "--binary", "-o", "inventory.10n");
assets("export", ...stored, "--format", "csv", "-o", "csv");
assets("export", ...stored, "--format", "ndjson", "-o", "inventory.ndjson");
assets("export", ...stored, "--format", "json", "-o", "export.json");
assets("export", ...stored, "--format", "dot", "-o", "graph.dot");
assets("export", ...stored, "--format", "mermaid", "-o", "graph.mermaid");
const outputs = ["json=lint.json", "junit=lint.xml", "sarif=lint.sarif", "gitlab=lint.gitlab.json"];
assets(
  "lint",
  "flows",
  "--pedantic",
  "--fail-on",
  "never",
  ...outputs.flatMap((format) => ["--format", format]),
);
write("config.json", JSON.stringify({ paths: ["flows"], kestra: "2.0", rules: { "many-writers": "off" } }));
const events = [];
for (const [name, ...options] of [
  ["static"],
  ["datahub", "--profile", "datahub"],
  ["atlan", "--profile", "atlan", "--job-namespace", "kestra"],
]) {
  write(
    `${name}.ndjson`,
    assets(
      "export",
      ...stored,
      "--format",
      "openlineage",
      "--event-time",
      "2026-01-01T00:00:00Z",
      ...options,
    ),
  );
  events.push(file(`${name}.ndjson`));
}

const py = python();
const withPython = (name, script, ...args) =>
  check(name, () => (typeof py === "object" ? py : run(py, [join(HERE, script), ...args])));
withPython("GraphML, Ion, CSV, JUnit, JSON Schemas", "read_exports.py", work, join(ROOT, "schema"));
withPython("OpenLineage events", "read_events.py", file("inventory.json"), ...events);

check("DOT", () => {
  if (!has("dot", "-V")) return { skipped: "dot (Debian's graphviz) is not installed" };
  const drawn = JSON.parse(run("dot", ["-Tjson", file("graph.dot")]));
  const names = new Map(drawn.objects.map(({ _gvid, name }) => [_gvid, name]));
  expectSame(
    "nodes",
    [...names.values()].filter((name) => name.startsWith("asset:")),
    assetsOf(inventory).map((id) => `asset:${id}`),
  );
  const edges = drawn.edges.filter(({ dir }) => dir !== "none");
  expectSame(
    "edges",
    edges.map(({ tail, head }) => [names.get(tail), names.get(head)].join(" > ")),
    edgesOf(inventory).map(([a, b]) => `asset:${a} > asset:${b}`),
  );
  const version = spawnSync("dot", ["-V"], { encoding: "utf8" })
    .stderr.trim()
    .replace(/^dot - /, "");
  return `${version}: ${names.size} nodes, ${edges.length} edges of lineage, ${drawn.edges.length - edges.length} others`;
});

await checkMermaid(readFileSync(file("graph.mermaid"), "utf8")).then(
  (found) =>
    check("Mermaid", () => {
      expectSame("nodes", found.labels.length, assetsOf(inventory).length);
      expectSame("edges", found.lineage, edgesOf(inventory).length);
      return `mermaid ${found.version}: ${found.labels.length} nodes, ${found.lineage} edges of lineage, ${found.others} others`;
    }),
  (error) =>
    check("Mermaid", () => {
      throw error;
    }),
);

check("SARIF", () => {
  const folder = join(CACHE, `sarif-${SARIF_VERSION}`);
  const program = join(folder, "node_modules", ".bin", "sarif-multitool-linux");
  if (!existsSync(program)) {
    const name = `@microsoft/sarif-multitool-linux@${SARIF_VERSION}`;
    if (
      process.platform !== "linux" ||
      !has("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, name)
    ) {
      return { skipped: `${name} cannot be installed` };
    }
  }
  // The program uses .NET, whose language data (ICU) may be missing and is not needed.
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const output = run(program, ["validate", "lint.sarif"], { env, cwd: work });
  if (/: error |: warning SARIF1/.test(output)) throw new Error(output);
  const [{ results }] = JSON.parse(readFileSync(file("lint.sarif"), "utf8")).runs;
  expectSame("results", results.length, JSON.parse(readFileSync(file("lint.json"), "utf8")).findings.length);
  return `sarif-multitool ${SARIF_VERSION}: ${results.length} results, no error`;
});

check("GitLab code quality", () => {
  const issues = JSON.parse(readFileSync(file("lint.gitlab.json"), "utf8"));
  // Source: GitLab's documentation "Code Quality report format". GitLab publishes no parser for it.
  for (const { description, check_name, fingerprint, severity, location } of issues) {
    const isGood = [description, check_name, fingerprint, location.path].every(
      (text) => typeof text === "string" && text !== "",
    );
    const severities = ["info", "minor", "major", "critical", "blocker"];
    if (!isGood || !severities.includes(severity) || !(location.lines.begin >= 1))
      throw new Error(description);
  }
  expectSame("fingerprints", new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
  return `GitLab's documented format: ${issues.length} issues`;
});

check("pre-commit from PyPI", () => {
  if (typeof py === "object") return py;
  if (!has("git", "-C", ROOT, "rev-parse", "HEAD")) return { skipped: "not a git clone" };
  const path = `${join(CACHE, "python", "bin")}:${process.env.PATH}`;
  return run("bash", [join(ROOT, "test", "pre-commit", "run.sh")], {
    env: { ...process.env, PATH: path },
    timeout: 400_000,
  });
});

check("Marquez", () => ({
  skipped:
    "its API is not available from Maven Central (io.github.marquezproject:marquez-api), PyPI, npm or Debian",
}));

console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;

function assetsOf({ assets: all }) {
  return all.map(({ id }) => id);
}

/** Pairs of an input and an output of the same case of a declaration. */
function edgesOf({ bundles }) {
  const pairs = bundles.flatMap(({ inputs, outputs }) =>
    inputs.flatMap(({ id: a }) => outputs.map(({ id: b }) => JSON.stringify([a, b]))),
  );
  return [...new Set(pairs)].map((pair) => JSON.parse(pair)).filter(([a, b]) => a !== b);
}

function expectSame(name, found, expected) {
  const [a, b] = [found, expected].map((value) =>
    JSON.stringify(Array.isArray(value) ? [...value].sort() : value),
  );
  if (a !== b) throw new Error(`${name}: found ${a}, expected ${b}`.slice(0, 3000));
}
