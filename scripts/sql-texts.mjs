#!/usr/bin/env node
// Collects SQL texts from flows in a folder and from conformance files, for comparison with other parsers. Replaces
// expressions by names, so that the texts are valid SQL. Prints each text as a line of JSON with the tables found by this
// program, including temporary tables.
// Usage: npm run build && node scripts/sql-texts.mjs FOLDER|FILE.jsonl...

import { readFileSync, statSync } from "node:fs";
import { decode } from "../dist/flows/decode.js";
import { discover } from "../dist/flows/discover.js";
import { readAnyYaml } from "../dist/flows/read-yaml.js";
import { findDialect, isWrite, readSql } from "../dist/infer/sql/index.js";

/** Task properties with SQL. */
const PROPERTIES = new Set(["sql", "query", "statements", "afterSQL", "cql"]);
const PLUGIN = /^io\.kestra\.plugin\.(?:jdbc\.([a-z0-9]+)|(?:gcp|aws)\.([a-z]+)|([a-z]+))\./;

const seen = new Set();
for (const path of process.argv.slice(2)) {
  if (statSync(path).isDirectory()) readFolder(path);
  else for (const line of readFileSync(path, "utf8").split("\n")) if (line !== "") print(JSON.parse(line));
}

function readFolder(base) {
  for (const item of discover(["."], { base, exclude: [] })) {
    if (item.kind === "problem") continue;
    const decoded = decode(item.shownAs, readFileSync(item.path));
    if (decoded.kind !== "text") continue;
    for (const { node } of readAnyYaml(decoded.source)) if (node !== undefined) visit(node, item.shownAs);
  }
}

function visit(node, source) {
  if (node.kind === "list") for (const item of node.items) visit(item, source);
  if (node.kind !== "map") return;
  const type = node.entries.find(({ key }) => key.value === "type")?.value.value;
  const [, ...plugins] = PLUGIN.exec(typeof type === "string" ? type : "") ?? [];
  const dialect = plugins.find((plugin) => plugin !== undefined);
  for (const { key, value } of node.entries) {
    const texts = value.kind === "list" ? value.items : [value];
    if (dialect !== undefined && PROPERTIES.has(key.value))
      for (const { value: sql } of texts) if (typeof sql === "string") print({ source, dialect, sql });
    visit(value, source);
  }
}

function print({ source, dialect: name, sql }) {
  const dialect = findDialect(name);
  let holes = 0;
  const text = sql.replaceAll(/\{%.*?%\}/gs, " ").replaceAll(/\{\{.*?\}\}/gs, () => `x${++holes}`);
  if (dialect === undefined || seen.has(`${name} ${text}`)) return;
  seen.add(`${name} ${text}`);
  const { statements } = readSql([text], dialect);
  const tables = statements
    .flatMap(({ accesses }) => accesses)
    .filter(({ resource, doubt }) => resource.kind === "table" && doubt === undefined);
  const [reads, writes] = [tables.filter((table) => !isWrite(table)), tables.filter(isWrite)].map(names);
  console.log(JSON.stringify({ source, dialect: name, sql: text, reads, writes }));
}

function part(fragment) {
  return typeof fragment === "string" ? fragment : "*";
}

function names(accesses) {
  const all = accesses.map(({ resource }) =>
    resource.name.map(({ fragments }) => fragments.map(part).join("")).join("."),
  );
  return [...new Set(all.map((name) => name.toLowerCase()))].sort();
}
