#!/usr/bin/env node
// Writes declarations into the tasks of flows that this project did not write, and lints each: one that Kestra accepts
// may give no error, and one that it refuses must give the finding of its rule, at the very characters that are wrong,
// and no other. What can be corrected must be, and nothing else may change. The flows hardly declare assets themselves, so linting them as they are would prove little.
// Usage: npm run corpus:lint -- FOLDER

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decode } from "../dist/flows/decode.js";
import { discover } from "../dist/flows/discover.js";
import { fixText } from "../dist/lint/fix/fix-file.js";
import { lineOf, runsOnBothLines } from "../dist/resolve/line.js";
import { BAD_BLOCKS } from "./lint-corpus/bad-blocks.mjs";
import { flowsIn, lintTexts } from "./lint-corpus/engine.mjs";
import { FIX_BLOCKS } from "./lint-corpus/fix-blocks.mjs";
import { OWN_MISTAKES } from "./lint-corpus/own-mistakes.mjs";
import { insert, placesIn } from "./lint-corpus/places.mjs";
import { randomFrom } from "./lint-corpus/random.mjs";
import { validBlock } from "./lint-corpus/valid-blocks.mjs";

const VALID_EACH = 8;
const BAD_EACH = 4;
/** Says nothing that could be wrong anywhere; shows what of a flow stands in the way of any declaration. */
const PROBE = 'assets:\n  outputs:\n    - id: "probe-{{ execution.id }}"\n      type: AWS_BUCKET';

const [base] = process.argv.slice(2);
if (base === undefined) {
  console.error("usage: npm run corpus:lint -- FOLDER");
  process.exit(2);
}

let valid = 0;
let bad = 0;
let fixed = 0;
let places = 0;
const complaints = [];
const ownMistakes = new Set();

let fileNumber = 0;
for (const item of discover(["."], { base, exclude: [] })) {
  if (item.kind === "problem") continue;
  const decoded = decode(item.shownAs, readFileSync(item.path));
  if (decoded.kind !== "text") continue;
  fileNumber++;
  const written = decoded.source.text;
  const text = fileNumber % 5 === 0 ? written.replaceAll(/\r?\n/g, "\r\n") : written;
  const random = randomFrom(item.shownAs);
  for (const flow of flowsIn(item.shownAs, text)) {
    // Templates of flows hold placeholders (`${namespace}`), which no expression can make an id of.
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(flow.namespace.value)) continue;
    for (const place of placesIn(flow)) {
      places++;
      for (let i = 0; i < VALID_EACH; i++) checkValid(item.shownAs, text, flow, place, random);
      if (mayEmit(item.shownAs, text, flow, place)) {
        for (let i = 0; i < BAD_EACH; i++) checkBad(item.shownAs, text, flow, place);
        checkFix(item.shownAs, text, place);
      }
    }
  }
}

console.log(
  `${places} tasks of ${fileNumber} files: ${valid} declarations that Kestra accepts, ${bad} that it refuses, ${fixed} to correct`,
);
for (const complaint of complaints.slice(0, 20)) console.error(`\n${complaint}`);
assert.equal(complaints.length, 0, `${complaints.length} declarations are not judged right`);
assert.deepEqual([...ownMistakes].sort(), OWN_MISTAKES.map(({ place }) => place).sort());
assert.ok(valid >= 10_000 && bad >= 5_000, "the folder holds too few flows to prove anything");

function checkValid(file, text, flow, place, random) {
  const block = validBlock(flow, place, valid++, random);
  const kestra = random.pick(releasesOf(flow));
  const made = insert(text, place, block);
  const { findings } = lintTexts({ [file]: made.text }, kestra);
  const errors = findings.filter(({ severity }) => severity === "error");
  const own = errors.filter(({ range }) => !isIn(range, made));
  for (const { rule, range } of own) ownMistakes.add(`${file}: ${rule}: ${lineAt(made.text, range)}`);
  if (errors.length > own.length) complain(file, made, kestra, errors, "must give no error");
}

function checkBad(file, text, flow, place) {
  const { rule, block } = BAD_BLOCKS[bad++ % BAD_BLOCKS.length];
  const kestra = releasesOf(flow)[0];
  const made = insert(text, place, block);
  const { findings } = lintTexts({ [file]: made.text }, kestra);
  // That a loop writes one id again and again is true of most of these, and not what they are for.
  const found = findings.filter(
    (finding) => isIn(finding.range, made) && finding.rule !== "loop-ignores-item",
  );
  const expected = made.marks.map((mark) => keyOf(rule, mark)).sort();
  const actual = found.map((finding) => keyOf(finding.rule, finding.range)).sort();
  if (String(expected) !== String(actual)) complain(file, made, kestra, found, `must give ${expected}`);
}

function checkFix(file, text, place) {
  const { before, after } = FIX_BLOCKS[fixed++ % FIX_BLOCKS.length];
  const made = insert(text, place, before);
  const expected = insert(text, place, after);
  // One correction can bring to light what another is needed for.
  const fix = (given) => {
    const { text, applied } = fixText(file, given, lintTexts({ [file]: given }).findings);
    return applied === 0 ? text : fix(text);
  };
  const actual = fix(made.text);
  if (actual !== expected.text)
    complain(file, { ...expected, text: actual }, undefined, [], `must become\n${after}\nnot`);
  if (fix(expected.text) !== expected.text) complain(file, expected, undefined, [], "must stay as it is");
}

function mayEmit(file, text, flow, place) {
  const made = insert(text, place, PROBE);
  const { findings } = lintTexts({ [file]: made.text }, releasesOf(flow)[0]);
  return findings.every(({ rule, severity }) => severity !== "error" && rule !== "no-effect");
}

/** The releases whose syntax the flow has, `undefined` for a configuration that names none. */
function releasesOf(flow) {
  if (runsOnBothLines(flow)) return [undefined, "1.3", "2.0"];
  return lineOf(flow) === "2.0" ? [undefined, "2.0"] : [undefined, "1.3"];
}

function isIn({ line }, { firstLine, lastLine }) {
  return firstLine <= line && line <= lastLine;
}

function keyOf(rule, { line, column, endLine, endColumn }) {
  return `${rule} at ${line}:${column}-${endLine}:${endColumn}`;
}

function lineAt(text, { line }) {
  return text.split(/\r?\n/)[line - 1].trim();
}

function complain(file, { text, firstLine, lastLine }, kestra, findings, what) {
  const lines = text.split(/\r?\n/).slice(firstLine - 1, lastLine);
  const told = findings.map(({ rule, range, message }) => `  ${keyOf(rule, range)}: ${message}`);
  const release = kestra === undefined ? "any release" : `Kestra ${kestra}`;
  complaints.push([`${file}:${firstLine} with ${release} ${what}`, ...told, ...lines].join("\n"));
}
