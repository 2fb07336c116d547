// Counts the tasks and flows with inferred inputs or outputs, and the flows with an inferred edge: with all catalogue
// groups, and with the default groups. --least sets a minimum: percent of tasks, percent of flows, and flows with an edge.
// Usage: npm run build && node scripts/inference-figures.mjs FOLDER [--least TASKS,FLOWS,EDGES]
import { readdirSync } from "node:fs";
import { CATALOGUE_GROUPS } from "../dist/infer/index.js";
import { inferAll } from "./inference/infer-all.mjs";

const [folder, , least] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/inference-figures.mjs FOLDER [--least TASKS,FLOWS,EDGES]");
  process.exit(2);
}
/** Without Kestra's own repositories, which contain tests of the engine. */
const roots = readdirSync(folder).filter((name) => !/\+kestra$/.test(name) && !name.endsWith(".md"));

const all = figures(CATALOGUE_GROUPS);
report("all groups", all);
report("default groups", figures([]));
if (least !== undefined) {
  const [tasks, flows, edges] = least.split(",").map(Number);
  const isMet = all.ofTasks >= tasks && all.ofFlows >= flows && all.withEdge >= edges;
  if (!isMet)
    console.log(`below the minimum: ${tasks} % of tasks, ${flows} % of flows, ${edges} flows with an edge`);
  process.exitCode = isMet ? 0 : 1;
}

function figures(groups) {
  const flows = inferAll(folder, roots, groups).flatMap((file) => file.flows);
  const tasks = flows.reduce((sum, { record }) => sum + record.tasks, 0);
  const inferred = flows.map(({ bundles }) => bundles.filter(({ origin }) => origin === "inferred"));
  const touching = inferred.reduce(
    (sum, bundles) => sum + new Set(bundles.filter(({ trigger }) => !trigger).map(({ task }) => task)).size,
    0,
  );
  const withAccess = inferred.filter((bundles) => bundles.length > 0).length;
  const withEdge = inferred.filter((bundles) =>
    bundles.some(({ inputs, outputs }) => inputs.length > 0 && outputs.length > 0),
  ).length;
  const gaps = flows.flatMap((flow) => flow.gaps).filter(({ kind }) => kind === "undeclared").length;
  return {
    ...{ flows: flows.length, tasks, touching, withAccess, withEdge, gaps },
    ofTasks: (100 * touching) / tasks,
    ofFlows: (100 * withAccess) / flows.length,
  };
}

function report(name, { flows, tasks, touching, withAccess, withEdge, gaps, ofTasks, ofFlows }) {
  console.log(
    `${name}: ${touching} of ${tasks} tasks (${ofTasks.toFixed(1)} %), ${withAccess} of ${flows} flows (${ofFlows.toFixed(1)} %), ${withEdge} flows with an edge, ${gaps} gaps`,
  );
}
