/*
 * Renders the blueprints of labelled repositories. Compares the assets, and the rejection of invalid arguments, with
 * `renders` in expected.jsonl.
 * Usage: npm run build && npm run blueprints -- FOLDER
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

/** The differences between a rendering and its expected result; empty if there are none. */
function problems(repo, { file, args, refused, contains = [], notContains = [], bundles, mustNot = [] }) {
  const blueprint = readBlueprint(sourceText(file, readFileSync(join(folder, repo, file), "utf8")));
  if (blueprint === undefined) return ["not recognized as a blueprint"];
  let text;
  try {
    const texts = new Map(Object.entries(args).map(([id, value]) => [id, [value].flat().map(String)]));
    ({ text } = renderBlueprint(blueprint, argumentValues(blueprint, texts)));
  } catch (error) {
    return refused === undefined ? [`rejected: ${error.message}`] : [];
  }
  if (refused !== undefined) return [`not rejected, expected: ${refused}`];
  const resolved = resolveFile(readFlowText(sourceText(file, text)), {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: 1000,
  });
  const inventory = inventoryOfFiles([resolved], [], { tenant: "main", roots: ["."] });
  const actualBundles = inventory.bundles.map(bundleText).sort();
  const expectedBundles = bundles.map(bundleText).sort();
  const isEqual = JSON.stringify(actualBundles) === JSON.stringify(expectedBundles);
  return [
    ...contains.filter((part) => !text.includes(part)).map((part) => `missing text: ${part}`),
    ...notContains.filter((part) => text.includes(part)).map((part) => `unexpected text: ${part}`),
    ...inventory.assets.filter(({ id }) => mustNot.includes(id)).map(({ id }) => `unexpected asset: ${id}`),
    ...(isEqual ? [] : [`bundles ${actualBundles}, expected ${expectedBundles}`]),
  ];
}

function bundleText({ namespace, flow, task, inputs, outputs }) {
  const ids = (list) => list.map(({ id }) => id).sort();
  return JSON.stringify([
    namespace === undefined ? flow : `${namespace}/${flow}`,
    task,
    ids(inputs),
    ids(outputs),
  ]);
}
