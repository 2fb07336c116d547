// Generates a repository with a given number of flows, in the structure and size of real flows: half of them have about
// 900 bytes and two tasks, a tenth have several kB; with loops, inputs, SQL and descriptions. Every flow declares assets.
// With `usual`, the tasks have the types of real flows instead of SQL only, and half of the tasks have no declaration.
// With `calls: true`, one flow in 25 calls the previous flow, whose ids depend on the argument. With `calls: false`, a log
// task replaces the call.
// Usage: node bench/generate.mjs FOLDER FLOWS [SEED] [usual]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { random } from "./random.mjs";
import { usualTask } from "./usual-tasks.mjs";

const TEAMS = ["sales", "finance", "logistics", "marketing", "platform", "risk", "research", "support"];
const LAYERS = ["raw", "staging", "intermediate", "mart"];
const COLUMNS = [
  "id",
  "customer_id",
  "amount",
  "currency",
  "created_at",
  "region",
  "status",
  "channel",
  "quantity",
];
const WORDS = [
  "daily",
  "load",
  "of",
  "the",
  "orders",
  "that",
  "came",
  "in",
  "since",
  "yesterday",
  "by",
  "region",
  "and",
  "channel",
];

/** Writes the repository and returns its size in bytes. */
export function generate(folder, flows, seed = 1, { usual = false, calls } = {}) {
  let bytes = 0;
  for (let index = 0; index < flows; index++) {
    const directory = join(folder, "flows", TEAMS[index % TEAMS.length], String(Math.floor(index / 800)));
    if (index % 800 < TEAMS.length) mkdirSync(directory, { recursive: true });
    const text = flow(index, flows, random(seed * 1_000_003 + index), { usual, calls });
    bytes += text.length;
    writeFileSync(join(directory, `flow_${index}.${index % 3 === 0 ? "yml" : "yaml"}`), text);
  }
  return bytes;
}

/** The text of one flow. Flow n writes the tables t_n_* and reads tables of earlier flows, so that all flows are connected. */
export function flow(index, flows, source, { usual = false, calls } = {}) {
  const { below, pick, chance } = source;
  const team = TEAMS[index % TEAMS.length];
  const lines = [`id: flow_${index}`, `namespace: company.${team}`];
  if (chance(0.4))
    lines.push("description: |", ...Array.from({ length: 1 + below(4) }, () => `  ${sentence(pick)}`));
  if (chance(0.3)) lines.push("labels:", `  team: ${team}`, `  tier: ${pick(["gold", "silver", "bronze"])}`);
  const select = chance(0.15);
  const withDefault = usual || chance(0.15);
  const called = calls !== undefined && isCaller(index + 1);
  if (select || withDefault || called) lines.push("inputs:");
  if (called) lines.push("  - id: zone", "    type: STRING", "    defaults: world");
  if (select) lines.push("  - id: env", "    type: SELECT", "    values: [dev, prod]", "    defaults: dev");
  if (withDefault) lines.push("  - id: day", "    type: STRING", "    defaults: today");
  if (usual) lines.push("  - id: file", "    type: FILE", "variables:", "  env: prod");
  lines.push("tasks:");
  if (calls !== undefined && isCaller(index)) lines.push(...callingTask(index, calls));
  const tasks = chance(0.1) ? 4 + below(5) : 1 + below(3);
  for (let task = 0; task < tasks; task++) {
    const loop = chance(0.1);
    const indent = loop ? "      " : "  ";
    if (loop) {
      lines.push(
        `  - id: each_${task}`,
        "    type: io.kestra.plugin.core.flow.ForEach",
        `    values: ["a", "b", "c"]`,
        "    tasks:",
      );
    }
    const suffix = loop
      ? "_{{ taskrun.value }}"
      : called
        ? "_{{ inputs.zone }}"
        : select && chance(0.5)
          ? "_{{ inputs.env }}"
          : "";
    const id = loop || suffix ? `"t_${index}_${task}${suffix}"` : `t_${index}_${task}`;
    lines.push(...declaringTask(task, index, flows, id, source, usual).map((line) => indent + line));
  }
  if (usual) lines.push(...usualTasks(index, source));
  if (chance(0.3)) {
    lines.push(
      "triggers:",
      "  - id: daily",
      "    type: io.kestra.plugin.core.trigger.Schedule",
      `    cron: "${below(60)} ${below(24)} * * *"`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function isCaller(index) {
  return index > 0 && index % 25 === 0;
}

/** A task that calls the previous flow or, with `calls: false`, writes a log. Both have about the same length. */
function callingTask(index, calls) {
  const callee = index - 1;
  return [
    "  - id: call",
    `    type: io.kestra.plugin.core.${calls ? "flow.Subflow" : "log.Log"}`,
    `    namespace: company.${TEAMS[callee % TEAMS.length]}`,
    `    flowId: flow_${callee}`,
    "    inputs:",
    "      zone: emea",
  ];
}

/** Mostly one to three tasks, sometimes four to eight. Each can use the output of an earlier one. */
function usualTasks(index, source) {
  const earlier = [];
  const count = source.chance(0.1) ? 4 + source.below(5) : 1 + source.below(3);
  return Array.from({ length: count }, (_, at) => {
    const id = `step_${at}`;
    const lines = usualTask(id, index, earlier, source);
    earlier.push(id);
    return lines.map((line) => `  ${line}`);
  }).flat();
}

function declaringTask(task, index, flows, id, source, usual) {
  const { below, pick, chance } = source;
  const sources = Array.from({ length: 1 + below(3) }, () =>
    index === 0 || chance(0.1)
      ? `source.public.table_${below(Math.ceil(flows / 20))}`
      : `t_${below(index)}_0`,
  );
  const columns = Array.from({ length: 2 + below(6) }, () => pick(COLUMNS));
  const statement = [
    `  CREATE TABLE IF NOT EXISTS t_${index}_${task} AS`,
    "  SELECT",
    ...columns.map((column) => `    ${column} AS ${column}_${below(100)},`),
    `  FROM ${sources[0]} -- ${sentence(pick)}`,
    ...(chance(0.1) ? Array.from({ length: 40 }, () => `  -- ${sentence(pick)}`) : []),
  ];
  return [
    ...(usual ? usualTask(`task_${task}`, index, [], source, statement) : query(task, statement)),
    "  assets:",
    "    inputs:",
    ...[...new Set(sources)].map((source) => `      - id: ${source}`),
    "    outputs:",
    `      - id: ${id}`,
    "        type: io.kestra.plugin.ee.assets.Table",
    '        namespace: "{{ flow.namespace }}"',
    "        metadata:",
    `          model_layer: ${pick(LAYERS)}`,
    ...(chance(0.4) ? [`          owner: ${pick(TEAMS)}`] : []),
  ];
}

function query(task, statement) {
  return [
    `- id: task_${task}`,
    "  type: io.kestra.plugin.jdbc.duckdb.Query",
    `  url: "jdbc:duckdb:md:my_db?motherduck_token={{ secret('MOTHERDUCK_TOKEN') }}"`,
    "  sql: |",
    ...statement.map((line) => `  ${line}`),
    "  fetchType: STORE",
  ];
}

function sentence(pick) {
  return Array.from({ length: 10 }, () => pick(WORDS)).join(" ");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, flows, seed, usual] = process.argv.slice(2);
  if (folder === undefined || !/^\d+$/.test(flows ?? "")) {
    console.error("usage: node bench/generate.mjs FOLDER FLOWS [SEED] [usual]");
    process.exit(2);
  }
  const bytes = generate(folder, Number(flows), Number(seed ?? 1), { usual: usual === "usual" });
  console.log(`${flows} flows, ${(bytes / 1e6).toFixed(1)} MB in ${folder}`);
}
