#!/usr/bin/env node
// Drafts declarations into copies of repositories that declare little, and checks what `assets declare --write` promises:
// each file differs only by new blocks, is otherwise read by the YAML library as before and has no new lint finding; the
// declared edges equal the inferred ones, with tied names as one; a second run changes nothing.
// Usage: npm run build && npm run declare:check -- FOLDER... [--sample FOLDER [--seed N] [--flows N]]
//   --sample: a number of flows with inferred assets, chosen by a seed

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
  const files = await chosenFiles(sample, seed, Number(flows));
  await check(`${files.length} files of ${sample}, seed ${seed}`, (copy) => {
    for (const file of files) {
      mkdirSync(join(copy, dirname(file)), { recursive: true });
      cpSync(join(sample, file), join(copy, file));
    }
  });
}
process.exitCode = failed > 0 ? 1 : 0;

/** Files of flows with inferred assets, by a seed. */
async function chosenFiles(folder, seed, most) {
  const { inventory } = await (await openWorkspace({ folder })).read({ paths: ["."], settings: {} });
  const inferred = inventory.bundles.filter(({ origin }) => origin === "inferred");
  const files = [...new Set(inferred.map(({ place }) => place.file))].sort();
  const { next } = randomFrom(seed);
  const chosen = [];
  while (chosen.length < most && files.length > 0)
    chosen.push(...files.splice(Math.floor(next() * files.length), 1));
  return chosen.sort();
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
    // A file without a final line break gets one in the middle.
    const removed = changed.filter((part) => part.removed).map(({ value }) => value);
    const isLastLine = removed.length === 1 && !old.endsWith("\n") && old.endsWith(removed[0]);
    if (removed.length > 0 && !isLastLine) problems.push(`${file}: lines were changed: ${removed.join("")}`);
    try {
      assert.deepEqual(withoutNew(documentsIn(text), documentsIn(old)), documentsIn(old));
    } catch (error) {
      problems.push(`${file}: the YAML library reads something else: ${error.message}`);
    }
  }

  const known = new Map();
  for (const finding of findings) known.set(finding, (known.get(finding) ?? 0) + 1);
  for (const finding of await lint(await open())) {
    const count = known.get(finding) ?? 0;
    known.set(finding, count - 1);
    if (count <= 0) problems.push(`new finding: ${finding}`);
  }

  const nameOf = namesAfter(after);
  const [edges, edgesNow] = [edgesIn(before, nameOf), edgesIn(after, (id) => id)];
  for (const edge of edges) if (!edgesNow.has(edge)) problems.push(`lost: ${edge}`);
  for (const edge of edgesNow) if (!edges.has(edge)) problems.push(`new: ${edge}`);

  const written = textsIn(folder);
  const second = await (await open()).declare({ names: [], write: true });
  for (const [file, text] of textsIn(folder))
    if (written.get(file) !== text) problems.push(`${file}: a second run changes it`);
  const tasks = files.flatMap((file) => file.tasks);
  if (second.files.length > 0) problems.push("a second run drafts something");
  if (tasks.length === 0) problems.push("nothing was declared");
  return {
    problems,
    figures: `${tasks.length} tasks declared in ${files.length} files, ${left.length} left, ${edges.size} edges`,
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

/** Data without the declarations that other data does not have. */
function withoutNew(now, old) {
  if (Array.isArray(now)) return now.map((item, at) => withoutNew(item, old?.[at]));
  if (typeof now !== "object" || now === null || now instanceof Date) return now;
  const kept = Object.entries(now).filter(
    ([key]) =>
      old === undefined || Object.hasOwn(Object(old), key) || !["assets", "inputs", "outputs"].includes(key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutNew(value, old?.[key])]));
}

/** The id after, of an id before: by the ties that the program finds. A pattern has none; its drafted id stands for it. */
function namesAfter({ inventory }) {
  const ids = new Set(inventory.assets.map(({ id }) => id));
  const names = new Map();
  for (const { id, names: others = [] } of inventory.assets)
    for (const alias of others) names.set(alias.id, id);
  return (id) => {
    const draft = id.includes("/") && id.includes("*") && !ids.has(id) ? draftId({ id, claim: {} }) : id;
    return names.get(id) ?? draft;
  };
}

function edgesIn({ inventory }, nameOf) {
  const edges = new Set();
  for (const { namespace, flow, task, trigger, inputs, outputs } of inventory.bundles) {
    const of = `${namespace}/${flow}/${task}${trigger ? " (trigger)" : ""}`;
    const [from, to] = [inputs, outputs].map((side) => side.map(({ id }) => nameOf(id)));
    for (const id of from) edges.add(`${of} reads ${id}`);
    for (const id of to) edges.add(`${of} writes ${id}`);
    for (const one of from) for (const other of to) edges.add(`${of}: ${one} -> ${other}`);
  }
  return edges;
}
