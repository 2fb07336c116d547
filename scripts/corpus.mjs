#!/usr/bin/env node
// Scans a folder of third-party flow files twice. Checks that no file crashes the scan, that each file is a flow, another
// document or a reported problem, that both scans give the same bytes, that the fast YAML reader agrees with the full
// one, and that the inventory contains no secret of a URL or connection string.
// Usage: npm run corpus -- FOLDER

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decode } from "../dist/flows/decode.js";
import { discover } from "../dist/flows/discover.js";
import { readFast } from "../dist/flows/fast/read-fast.js";
import { readFlowFile } from "../dist/flows/read-flow-file.js";
import { readAnyYaml } from "../dist/flows/read-yaml.js";
import { openWorkspace } from "../dist/index.js";
import { formatJsonStore } from "../dist/store/json-format.js";

const [base] = process.argv.slice(2);
if (base === undefined) {
  console.error("usage: npm run corpus -- FOLDER");
  process.exit(2);
}

const read = async () => (await openWorkspace({ folder: base })).read({ paths: ["."], settings: {} });
const { inventory } = await read();
assert.equal(formatJsonStore((await read()).inventory), formatJsonStore(inventory), "two scans differ");

/** Secrets in URLs, connection strings and SQL. */
const SECRET = /(?:password|pwd|\w*token|sig|AccountKey)=[^\s&;"'{}]{3,}|:\/\/[^/@\s:]+:[^/@\s{}"']{3,}@/gi;
const secrets = new Set();
const unclassified = [];
let files = 0;
let fastFiles = 0;
for (const item of discover(["."], { base, exclude: [] })) {
  if (item.kind === "problem") continue;
  files++;
  const { flows, others, problems } = readFlowFile(item.path, item.shownAs);
  const decoded = decode(item.shownAs, readFileSync(item.path));
  if (decoded.kind === "text")
    for (const [secret] of decoded.source.text.matchAll(SECRET)) secrets.add(secret);
  const node = decoded.kind === "text" ? readFast(decoded.source.text) : undefined;
  if (node !== undefined) {
    fastFiles++;
    assert.deepEqual([{ node, problems: [], notes: [] }], readAnyYaml(decoded.source), item.shownAs);
  }
  if (flows.length + others.length + problems.length === 0) unclassified.push(item.shownAs);
}
assert.deepEqual(unclassified, [], "files without a flow, another document or a problem");
assert.equal(inventory.files.found, files);

const stored = formatJsonStore(inventory);
assert.deepEqual(
  [...secrets].filter((secret) => stored.includes(secret)),
  [],
  "secrets in the inventory",
);

const { found, withFlows, otherDocuments, unreadable } = inventory.files;
const others = Object.values(otherDocuments).reduce((sum, count) => sum + count, 0);
for (const { place, kind, message } of inventory.gaps)
  console.log(`${place.file}:${place.line}: ${kind}: ${message}`);
console.log(
  `${found} files: ${withFlows} with flows, ${others} other documents, ${unreadable} with problems`,
);
console.log(
  `${inventory.flows.length} flows, ${inventory.bundles.length} bundles, ${inventory.assets.length} assets`,
);
console.log(`${fastFiles} files have the same result in the fast and the full YAML reader`);
console.log(`${secrets.size} secrets in the files, 0 in the inventory`);
