#!/usr/bin/env node
// Inserts declarations into the tasks of third-party flows and lints each result. The flows contain few declarations, so
// linting them unchanged would test little. A valid declaration must have no error. An invalid one must have exactly the
// expected finding, at the exact range. A correctable one must be corrected, without other changes.
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
import { FLOW_ERRORS } from "./lint-corpus/flow-errors.mjs";
import { insert, placesIn } from "./lint-corpus/places.mjs";
import { randomFrom } from "./lint-corpus/random.mjs";
import { validBlock } from "./lint-corpus/valid-blocks.mjs";

const VALID_PER_TASK = 8;
const BAD_PER_TASK = 4;
/** A declaration that is valid in every task. Its findings show tasks where no declaration takes effect. */
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
const failures = [];
/** Errors in the third-party flows themselves. */
const flowErrors = new Set();

let fileNumber = 0;
for (const item of discover(["."], { base, exclude: [] })) {
  if (item.kind === "problem") continue;
  const decoded = decode(item.shownAs, readFileSync(item.path));
  if (decoded.kind !== "text") continue;
  fileNumber++;
  const original = decoded.source.text;
  const text = fileNumber % 5 === 0 ? original.replaceAll(/\r?\n/g, "\r\n") : original;
  const random = randomFrom(item.shownAs);
  for (const flow of flowsIn(item.shownAs, text)) {
    // Flow templates contain placeholders (`${namespace}`), which give invalid ids.
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(flow.namespace.value)) continue;
    for (const place of placesIn(flow)) {
      places++;
      for (let i = 0; i < VALID_PER_TASK; i++) checkValid(item.shownAs, text, flow, place, random);
      if (isEffective(item.shownAs, text, flow, place)) {
        for (let i = 0; i < BAD_PER_TASK; i++) checkBad(item.shownAs, text, flow, place);
        checkFix(item.shownAs, text, place);
      }
    }
  }
}

console.log(
  `${places} tasks in ${fileNumber} files: ${valid} valid declarations, ${bad} invalid, ${fixed} correctable`,
);
for (const failure of failures.slice(0, 20)) console.error(`\n${failure}`);
assert.equal(failures.length, 0, `${failures.length} declarations have unexpected findings`);
assert.deepEqual([...flowErrors].sort(), FLOW_ERRORS.map(({ place }) => place).sort());
assert.ok(valid >= 10_000 && bad >= 5_000, "too few flows in the folder");

function checkValid(file, text, flow, place, random) {
  const block = validBlock(flow, place, valid++, random);
  const kestra = random.pick(releasesOf(flow));
  const edited = insert(text, place, block);
  const { findings } = lintTexts({ [file]: edited.text }, kestra);
  const errors = findings.filter(({ severity }) => severity === "error");
  const outside = errors.filter(({ range }) => !isIn(range, edited));
  for (const { rule, range } of outside) flowErrors.add(`${file}: ${rule}: ${lineAt(edited.text, range)}`);
  if (errors.length > outside.length) fail(file, edited, kestra, errors, "expected no error");
}

function checkBad(file, text, flow, place) {
  const { rule, block } = BAD_BLOCKS[bad++ % BAD_BLOCKS.length];
  const kestra = releasesOf(flow)[0];
  const edited = insert(text, place, block);
  const { findings } = lintTexts({ [file]: edited.text }, kestra);
  // Most blocks write the same id in each iteration of a loop. This finding is correct, but not under test.
  const found = findings.filter(
    (finding) => isIn(finding.range, edited) && finding.rule !== "loop-ignores-item",
  );
  const expected = edited.marks.map((mark) => keyOf(rule, mark)).sort();
  const actual = found.map((finding) => keyOf(finding.rule, finding.range)).sort();
  if (String(expected) !== String(actual)) fail(file, edited, kestra, found, `expected ${expected}`);
}

function checkFix(file, text, place) {
  const { before, after } = FIX_BLOCKS[fixed++ % FIX_BLOCKS.length];
  const edited = insert(text, place, before);
  const expected = insert(text, place, after);
  // A correction can expose another finding.
  const fixAll = (current) => {
    const { text, applied } = fixText(file, current, lintTexts({ [file]: current }).findings);
    return applied === 0 ? text : fixAll(text);
  };
  const actual = fixAll(edited.text);
  if (actual !== expected.text)
    fail(file, { ...expected, text: actual }, undefined, [], `expected\n${after}\nactual`);
  if (fixAll(expected.text) !== expected.text) fail(file, expected, undefined, [], "expected no correction");
}

/** Whether a declaration takes effect in a task: a valid one has no error and no finding of `no-effect`. */
function isEffective(file, text, flow, place) {
  const edited = insert(text, place, PROBE);
  const { findings } = lintTexts({ [file]: edited.text }, releasesOf(flow)[0]);
  return findings.every(({ rule, severity }) => severity !== "error" && rule !== "no-effect");
}

/** The Kestra releases with the syntax of the flow; `undefined` is a configuration without a release. */
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

function fail(file, { text, firstLine, lastLine }, kestra, findings, problem) {
  const lines = text.split(/\r?\n/).slice(firstLine - 1, lastLine);
  const findingLines = findings.map(({ rule, range, message }) => `  ${keyOf(rule, range)}: ${message}`);
  const release = kestra === undefined ? "any release" : `Kestra ${kestra}`;
  failures.push([`${file}:${firstLine}, ${release}: ${problem}`, ...findingLines, ...lines].join("\n"));
}
