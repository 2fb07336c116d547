// Writes src/config/validate-config.ts: the schema of the configuration as code, so that no command waits for a schema
// to be compiled, and the compiler is not installed with the program.
import { readFileSync, writeFileSync } from "node:fs";
import { _, Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";

const schema = JSON.parse(readFileSync(new URL("../schema/config.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({
  allErrors: true,
  // Each error carries the part of the schema that it is about: the keys that are known there.
  verbose: true,
  allowUnionTypes: true,
  // Lengths are only asked to be 1 at least, for which no letters need to be counted. Ajv warns that it is an old option.
  unicode: false,
  logger: false,
  code: { source: true, esm: true, lines: true, formats: _`{ regex: isRegExp }` },
});
// Only its name is compiled in; the code calls what is imported below.
ajv.addFormat("regex", () => true);
const code = standalone.default(ajv, ajv.compile(schema));
if (/\brequire\(/.test(code)) throw new Error("the schema needs a part of ajv when the program runs");
writeFileSync(
  new URL("../src/config/validate-config.ts", import.meta.url),
  `// @ts-nocheck
// Made by scripts/compile-schema.mjs from schema/config.schema.json.
import { isRegExp } from "./is-reg-exp.ts";
${code}`,
);
