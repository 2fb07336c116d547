// Writes the schemas of the configuration and of the inventory as code (`validate-*.ts`), so that no command waits for a
// schema to be compiled, and the compiler is not installed with the program.
import { readFileSync, writeFileSync } from "node:fs";
import { _, Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";

const OPTIONS = {
  allowUnionTypes: true,
  // Lengths are only asked to be 1 at least, or far less than a file can have: no letters need to be counted. Ajv warns
  // that it is an old option.
  unicode: false,
  logger: false,
};

const config = new Ajv({
  ...OPTIONS,
  allErrors: true,
  // Each error carries the part of the schema that it is about: the keys that are known there.
  verbose: true,
  code: { source: true, esm: true, lines: true, formats: _`{ regex: isRegExp }` },
});
// Only its name is compiled in; the code calls what is imported below.
config.addFormat("regex", () => true);
write(config, readSchema("config"), "src/config/validate-config.ts", [
  'import { isRegExp } from "./is-reg-exp.ts";',
]);

// A store may hold more than this program knows: whatever a reader would misread raises the version.
const inventory = new Ajv2020({ ...OPTIONS, code: { source: true, esm: true, lines: true } });
write(inventory, open(readSchema("inventory")), "src/store/validate-inventory.ts", []);

function readSchema(name) {
  return JSON.parse(readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), "utf8"));
}

function open(schema) {
  if (Array.isArray(schema)) return schema.map(open);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(
    ([key, value]) => key !== "additionalProperties" || value !== false,
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, open(value)]));
}

function write(ajv, schema, file, imports) {
  const code = standalone.default(ajv, ajv.compile(schema));
  if (/\brequire\(/.test(code)) throw new Error("the schema needs a part of ajv when the program runs");
  const lines = ["// @ts-nocheck", "// Made by scripts/compile-schema.mjs.", ...imports, code];
  writeFileSync(new URL(`../${file}`, import.meta.url), lines.join("\n"));
}
