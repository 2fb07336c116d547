// Draws the images of docs/exports from fixtures/flows.
// Usage: npm run build && node scripts/draw-exports.mjs
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toDot } from "../dist/report/pictures/dot.js";
import { DEFAULT_THEME } from "../dist/report/pictures/dot-theme.js";
import { toSvg } from "../dist/report/pictures/svg.js";
import { layOutPicture } from "../dist/workspace/lay-out-picture.js";

const repository = fileURLToPath(new URL("../", import.meta.url));
const images = join(repository, "docs/exports/images");
const folder = mkdtempSync(join(tmpdir(), "draw-exports-"));
mkdirSync(images, { recursive: true });
cpSync(join(repository, "fixtures/flows"), join(folder, "flows"), { recursive: true });

function run(program, args) {
  const { stdout, stderr, status } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && !args.includes("diff")) throw new Error(`${args.join(" ")}: ${stderr}`);
  return stdout;
}
const assets = (...args) => run(process.execPath, [join(repository, "bin/assets.js"), ...args]);
const git = (...args) => run("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args]);

git("init", "-q");
git("add", "-A");
git("commit", "-qm", "flows");
assets("scan", "flows");

const orders = "+warehouse.marts.fct_orders";
assets("export", orders, "--format", "svg", "-o", join(images, "svg.svg"));
assets("export", orders, "--format", "png", "-o", join(images, "png.png"));
assets(
  "export",
  orders,
  "--format",
  "svg",
  "--flows",
  "--cluster",
  "namespace",
  "-o",
  join(images, "flows.svg"),
);
assets("export", "--format", "svg", "--collapse", "layer", "-o", join(images, "collapse.svg"));
assets("impact", "windows-web-01", "--depth", "2", "--format", "svg", "-o", join(images, "impact.svg"));
const mermaid = assets("export", orders, "--format", "mermaid");

for (const profile of ["marquez", "datahub", "openmetadata", "atlan", "dataplex"]) {
  const args = [
    "export",
    "--format",
    "openlineage",
    "--profile",
    profile,
    "--event-time",
    "2026-11-20T09:30:00Z",
  ];
  const lines = assets(...args, "--job-namespace", "kestra")
    .trim()
    .split("\n");
  const drawing = consumerDrawing(
    lines.map((line) => JSON.parse(line)),
    profile,
  );
  const size = { nodes: drawing.nodes.length, edges: drawing.edges.length };
  const layout = await layOutPicture(toDot(drawing, DEFAULT_THEME), size);
  writeFileSync(join(images, `${profile}.svg`), toSvg(drawing, layout));
}

const file = join(folder, "flows/finance/daily_revenue.yml");
writeFileSync(file, readFileSync(file, "utf8").replace("}}.daily_revenue", "}}.revenue_by_day"));
assets("diff", "HEAD", "--format", "svg", "-o", join(images, "diff.svg"));
rmSync(folder, { recursive: true });

const page = join(repository, "docs/exports/pictures.md");
const text = readFileSync(page, "utf8");
writeFileSync(
  page,
  text.replace(/```mermaid\n[\s\S]*?```/, () => `\`\`\`mermaid\n${mermaid}\`\`\``),
);

/** A consumer's view of one flow's events: jobs and datasets, or only datasets for consumers without jobs. */
function consumerDrawing(events, profile) {
  const nodes = new Map();
  const edges = new Map();
  const add = (key, kind, title, notes) => {
    if (!nodes.has(key))
      nodes.set(key, {
        key,
        kind,
        title,
        notes,
        details: [title],
        ...(kind === "asset" && { assetKind: "table" }),
      });
  };
  const link = (from, to, kind) => {
    edges.set(`${from} ${to}`, { from, to, kind, certainty: "exact", count: 1, details: [] });
  };
  const flowEvents = events.filter(
    (event) => event.job && /[./]data_pipeline_assets(\.|$)/.test(event.job.name),
  );
  const onlyDatasets = profile === "openmetadata" || profile === "dataplex";
  for (const { job, run, inputs, outputs } of flowEvents) {
    const name = `job:${job.name}`;
    const short = job.name.replace(/^kestra\.company\.data[./]/, "");
    const note =
      job.facets.jobType?.jobType === "DAG" ? "parent run of the flow" : run ? "run, declared" : "job";
    if (!onlyDatasets) add(name, "flow", short, [note]);
    for (const dataset of [...inputs, ...outputs])
      add(`asset:${dataset.name}`, "asset", dataset.name, ["dataset"]);
    const parent = run?.facets.parent?.job.name;
    if (parent) link(`job:${parent}`, name, "produces");
    if (!onlyDatasets) {
      for (const input of inputs) link(`asset:${input.name}`, name, "upstream-of");
      for (const output of outputs) link(name, `asset:${output.name}`, "upstream-of");
    }
    if (!onlyDatasets) continue;
    for (const from of inputs)
      for (const to of outputs) link(`asset:${from.name}`, `asset:${to.name}`, "upstream-of");
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], hidden: 0 };
}
