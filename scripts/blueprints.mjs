/*
 * Renders the blueprints of labelled repositories and compares ids and refusals with `renders` in their expected.jsonl:
 * node scripts/blueprints.mjs <folder>
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argumentValues } from "../dist/blueprint/argument-values.js";
import { readBlueprint } from "../dist/blueprint/read-blueprint.js";
import { renderBlueprint } from "../dist/blueprint/render-blueprint.js";
import { readFlowText } from "../dist/flows/read-flow-file.js";
import { sourceText } from "../dist/flows/source-text.js";
import { inventoryOfFiles, resolveFile } from "../dist/resolve/resolve-file.js";

const [folder] = process.argv.slice(2);
const failures = [];
let checked = 0;
for (const line of readFileSync(join(folder, "expected.jsonl"), "utf8").split("\n")) {
  const { repo, renders = [] } = line === "" ? {} : JSON.parse(line);
  for (const expected of renders) {
    const name = `${repo}/${expected.file} ${JSON.stringify(expected.args)}`;
    for (const problem of problems(repo, expected)) failures.push(`${name}: ${problem}`);
    checked++;
  }
}
for (const failure of failures) console.error(failure);
console.log(`blueprints: ${checked} renderings checked, ${failures.length} problems`);
process.exitCode = failures.length > 0 || checked === 0 ? 1 : 0;

function problems(repo, { file, args, refused, contains = [], notContains = [], bundles, mustNot = [] }) {
  const blueprint = readBlueprint(sourceText(file, readFileSync(join(folder, repo, file), "utf8")));
  if (blueprint === undefined) return ["not recognized"];
  let text;
  try {
    const given = new Map(Object.entries(args).map(([id, value]) => [id, [value].flat().map(String)]));
    ({ text } = renderBlueprint(blueprint, argumentValues(blueprint, given)));
  } catch (error) {
    return refused === undefined ? [`refused: ${error.message}`] : [];
  }
  if (refused !== undefined) return [`not refused: ${refused}`];
  const resolved = resolveFile(readFlowText(sourceText(file, text)), {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: 1000,
  });
  const inventory = inventoryOfFiles([resolved], [], { tenant: "main", roots: ["."] });
  const found = inventory.bundles.map(short).sort();
  const wanted = bundles.map(short).sort();
  return [
    ...contains.filter((part) => !text.includes(part)).map((part) => `lacks ${part}`),
    ...notContains.filter((part) => text.includes(part)).map((part) => `contains ${part}`),
    ...inventory.assets.filter(({ id }) => mustNot.includes(id)).map(({ id }) => `has the asset ${id}`),
    ...(JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`has the bundles ${found}, not ${wanted}`]),
  ];
}

function short({ namespace, flow, task, inputs, outputs }) {
  const ids = (list) => list.map(({ id }) => id).sort();
  return JSON.stringify([
    namespace === undefined ? flow : `${namespace}/${flow}`,
    task,
    ids(inputs),
    ids(outputs),
  ]);
}
