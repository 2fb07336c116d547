#!/usr/bin/env node
// Runs `assets declare --write` on copies of repositories with few declarations and checks its guarantees: files differ by
// added blocks only, the YAML library reads the rest as before, lint has no new findings, the declared edges equal the
// inferred edges (names of the same asset count as one), and a second run changes nothing.
// Usage: npm run build && npm run declare:check -- FOLDER... [--sample FOLDER [--seed N] [--flows N]]
//   --sample    a random sample of the flows with inferred assets

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { diffLines } from "diff";
import { parseAllDocuments } from "yaml";
import { discover } from "../dist/flows/discover.js";
import { openWorkspace } from "../dist/index.js";
import { draftId } from "../dist/model/draft-id.js";
import { randomFrom } from "./lint-corpus/random.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: "string" }, seed: { type: "string" }, flows: { type: "string" } },
});
if (positionals.length === 0 && values.sample === undefined) {
  console.error("usage: npm run declare:check -- FOLDER... [--sample FOLDER [--seed N] [--flows N]]");
  process.exit(2);
}

let failed = 0;
for (const folder of positionals) await check(folder, (copy) => cpSync(folder, copy, { recursive: true }));
if (values.sample !== undefined) {
  const { sample, seed = "1", flows = "100" } = values;
  const files = await sampleFiles(sample, seed, Number(flows));
  await check(`${files.length} files of ${sample}, seed ${seed}`, (copy) => {
    for (const file of files) {
      mkdirSync(join(copy, dirname(file)), { recursive: true });
      cpSync(join(sample, file), join(copy, file));
    }
  });
}
process.exitCode = failed > 0 ? 1 : 0;

/** A random sample of the files with inferred assets. The same seed gives the same sample. */
async function sampleFiles(folder, seed, size) {
  const { inventory } = await (await openWorkspace({ folder })).read({ paths: ["."], settings: {} });
  const inferred = inventory.bundles.filter(({ origin }) => origin === "inferred");
  const files = [...new Set(inferred.map(({ place }) => place.file))].sort();
  const { next } = randomFrom(seed);
  const sample = [];
  while (sample.length < size && files.length > 0)
    sample.push(...files.splice(Math.floor(next() * files.length), 1));
  return sample.sort();
}

async function check(name, fill) {
  const copy = mkdtempSync(join(tmpdir(), "declare-"));
  try {
    fill(copy);
    const { problems, figures } = await checkCopy(copy);
    for (const problem of problems) console.log(`${name}: ${problem}`);
    console.log(`${name}: ${figures}; ${problems.length} problems`);
    if (problems.length > 0) failed += 1;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

async function checkCopy(folder) {
  const problems = [];
  const open = () => openWorkspace({ folder });
  const texts = textsIn(folder);
  const before = await (await open()).read({ paths: ["."], settings: {} });
  const findings = await lint(await open());
  const { files, left } = await (await open()).declare({ names: [], write: true });
  const after = await (await open()).read({ paths: ["."], settings: {} });

  for (const [file, text] of textsIn(folder)) {
    const old = texts.get(file);
    if (old === text) continue;
    const changed = diffLines(old, text);
    // A last line without a line break gets one if a block follows.
    const removed = changed.filter((part) => part.removed).map(({ value }) => value);
    const isLastLine = removed.length === 1 && !old.endsWith("\n") && old.endsWith(removed[0]);
    if (removed.length > 0 && !isLastLine) problems.push(`${file}: changed lines: ${removed.join("")}`);
    try {
      assert.deepEqual(withoutAdded(documentsIn(text), documentsIn(old)), documentsIn(old));
    } catch (error) {
      problems.push(`${file}: different data outside the new blocks: ${error.message}`);
    }
  }

  const known = new Map();
  for (const finding of findings) known.set(finding, (known.get(finding) ?? 0) + 1);
  for (const finding of await lint(await open())) {
    const count = known.get(finding) ?? 0;
    known.set(finding, count - 1);
    if (count <= 0) problems.push(`new finding: ${finding}`);
  }

  const newIdOf = idMapping(after);
  const [edges, declaredEdges] = [edgesIn(before, newIdOf), edgesIn(after, (id) => id)];
  for (const edge of edges) if (!declaredEdges.has(edge)) problems.push(`lost edge: ${edge}`);
  for (const edge of declaredEdges) if (!edges.has(edge)) problems.push(`new edge: ${edge}`);

  const textsAfterFirst = textsIn(folder);
  const second = await (await open()).declare({ names: [], write: true });
  for (const [file, text] of textsIn(folder))
    if (textsAfterFirst.get(file) !== text) problems.push(`${file}: changed by a second run`);
  const tasks = files.flatMap((file) => file.tasks);
  if (second.files.length > 0) problems.push("a second run adds declarations");
  if (tasks.length === 0) problems.push("no task was declared");
  return {
    problems,
    figures: `${tasks.length} tasks declared in ${files.length} files, ${left.length} tasks unchanged, ${edges.size} edges`,
  };
}

function textsIn(base) {
  const found = [...discover(["."], { base })].filter(({ kind }) => kind === "file");
  return new Map(found.map(({ path, shownAs }) => [shownAs, readFileSync(path, "utf8")]));
}

async function lint(workspace) {
  const { linted } = await workspace.lint({ paths: [] });
  return linted.findings.map(({ rule, range, subject }) => `${range.file} ${rule}: ${subject}`);
}

function documentsIn(text) {
  return Array.from(
    parseAllDocuments(text, { version: "1.1", uniqueKeys: false, logLevel: "silent" }),
    (document) => (document.errors.length > 0 ? document.errors.map(({ code }) => code) : document.toJS()),
  );
}

/** The data without declarations missing in the old data. */
function withoutAdded(data, old) {
  if (Array.isArray(data)) return data.map((item, at) => withoutAdded(item, old?.[at]));
  if (typeof data !== "object" || data === null || data instanceof Date) return data;
  const kept = Object.entries(data).filter(
    ([key]) =>
      old === undefined || Object.hasOwn(Object(old), key) || !["assets", "inputs", "outputs"].includes(key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutAdded(value, old?.[key])]));
}

/** Maps an inferred id to its declared id, by the names of each asset. A pattern has no other names: it maps to its draft. */
function idMapping({ inventory }) {
  const ids = new Set(inventory.assets.map(({ id }) => id));
  const declaredIds = new Map();
  for (const { id, names = [] } of inventory.assets) for (const name of names) declaredIds.set(name.id, id);
  return (id) => {
    const draft = id.includes("/") && id.includes("*") && !ids.has(id) ? draftId({ id, claim: {} }) : id;
    return declaredIds.get(id) ?? draft;
  };
}

/** The accesses of each task, and the edges between its inputs and outputs, as sentences. */
function edgesIn({ inventory }, idOf) {
  const edges = new Set();
  for (const { namespace, flow, task, trigger, inputs, outputs } of inventory.bundles) {
    const path = `${namespace}/${flow}/${task}${trigger ? " (trigger)" : ""}`;
    const [sources, targets] = [inputs, outputs].map((side) => side.map(({ id }) => idOf(id)));
    for (const id of sources) edges.add(`${path} reads ${id}`);
    for (const id of targets) edges.add(`${path} writes ${id}`);
    for (const source of sources) for (const target of targets) edges.add(`${path}: ${source} -> ${target}`);
  }
  return edges;
}
