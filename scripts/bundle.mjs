// Writes program/: the command line program in few files, because Node takes longer to find and load many small modules
// than to run them. They are CommonJS, which starts faster than ES modules. dist/ contains the same code in separate
// modules, for the API, the tests and the scripts.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { withoutLeadingSpreads } from "./leading-spreads.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const program = join(root, "program");

/** The modules of completion are one file, which the commands load, too. */
const COMPLETION = /src\/cli\/complete\.ts$|rolldown\/runtime/;
/** The modules of the commands that people and hooks wait for are one file. */
const CORE = /src\/(cli\/(main|create-context)|commands\/(list|impact|scan)|workspace\/(scan|select))\.ts$/;

/**
 * Libraries that become part of the program, so that an install does not contain their thousands of files. Each command
 * needs commander, each one at a terminal chalk, and the servers for editors and agents the others.
 */
const WITHIN = [
  "commander",
  "chalk",
  "vscode-languageserver",
  "vscode-languageserver-textdocument",
  "vscode-languageserver-protocol",
  "vscode-languageserver-types",
  "vscode-jsonrpc",
  "@modelcontextprotocol/server",
  "@modelcontextprotocol/core",
  "zod",
];
const isWithin = (id) => WITHIN.some((name) => id === name || id.startsWith(`${name}/`));

/** A worker is started by the address of its file, which must be beside the importing file: program/ is flat. */
const VALIDATOR = "src/store/validate-inventory.ts";
const entries = ["src/cli/main.ts", "src/cli/complete.ts", VALIDATOR, ...workers()];
const input = Object.fromEntries(entries.map((path) => [basename(path, ".ts"), path]));
if (Object.keys(input).length < entries.length) throw new Error(`two entries have the same name: ${entries}`);

function workers() {
  const files = readdirSync(join(root, "src"), { recursive: true });
  return files.filter((name) => name.endsWith("-worker.ts")).map((name) => join("src", name));
}

/** Commander loads a module that starts processes, for commands in separate executables; this program has none. */
const withoutProcesses = {
  name: "without-processes",
  transform: {
    filter: { id: /commander\/lib\/command\.js$/ },
    handler: (code) => code.replace("require('node:child_process')", "{}"),
  },
};

/** Node takes milliseconds to load its cryptography, which only writes and changed files need. */
const LAZY = "\0lazy-crypto";
const lazyCrypto = {
  name: "lazy-crypto",
  resolveId: (id, importer) => (id === "node:crypto" && importer !== LAZY ? LAZY : undefined),
  load: (id) =>
    id === LAZY
      ? ["createHash", "hash", "randomBytes"]
          .map((name) => `export const ${name} = (...args) => require("node:crypto").${name}(...args);`)
          .join("\n")
      : undefined,
};

/** The validator of stores, a third of the code of a query, is loaded only for a store without an index. */
const LAZY_VALIDATOR = "\0lazy-validator";
const lazyValidator = {
  name: "lazy-validator",
  resolveId: (id, importer) => {
    if (importer === undefined) return undefined;
    if (importer === LAZY_VALIDATOR) return { id, external: true };
    return id.endsWith(`/${basename(VALIDATOR)}`) ? LAZY_VALIDATOR : undefined;
  },
  load: (id) =>
    id === LAZY_VALIDATOR
      ? `export function validate(data) {
           const own = require("./validate-inventory.js").validate;
           const isValid = own(data);
           validate.errors = own.errors;
           return isValid;
         }`
      : undefined,
};

/** Files named with `import.meta.url` are beside the flat program or in the folder of the package. */
const flatUrls = {
  name: "flat-urls",
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: "import.meta.url" },
    handler: (code, id) =>
      code.replace(/new URL\("(\.[^"]+)", import\.meta\.url\)/g, (_, name) => {
        const path = shown(resolve(dirname(id), name));
        const flat = path.startsWith("src/") ? `./${basename(path)}` : `../${path}`;
        return `new URL("${flat}", import.meta.url)`;
      }),
  },
};

/**
 * Ink is an ES module with a top-level await, so the terminal view is a separate ES module. It contains Ink and React, so
 * that an install does not contain their thousands of files.
 */
const VIEW = "explore-view.mjs";
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const INSTALLED = Object.keys(dependencies);
/** Parts of Ink without a use here: its development tools, and a check for CI, where it draws only the last screen. */
const REPLACED = { "react-devtools-core": "export default {};", "is-in-ci": "export default false;" };
const withoutNeedless = {
  name: "without-needless",
  resolveId: (id) => (Object.hasOwn(REPLACED, id) ? `\0${id}` : undefined),
  load: (id) => REPLACED[id.slice(1)],
};
const terminalView = {
  name: "terminal-view",
  resolveId: (id, importer) =>
    importer !== undefined && id.endsWith("/explore/start.tsx")
      ? { id: `./${VIEW}`, external: true }
      : undefined,
};

/** Packages without a licence file. Source: the head of their files. */
const MIT_WITHOUT_FILE = {
  "yoga-layout":
    "Copyright (c) Meta Platforms, Inc. and affiliates.\nMIT License, see https://opensource.org/license/mit",
};

rmSync(program, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input,
  platform: "node",
  external: (id, importer) =>
    /^(node:|[@a-z])/.test(id) && !isWithin(id) && (id !== "node:crypto" || importer === LAZY),
  tsconfig: false,
  plugins: [withoutProcesses, lazyCrypto, lazyValidator, flatUrls, terminalView, withoutLeadingSpreads],
  // Modules of CORE are together on purpose, also those that others load on demand.
  checks: { ineffectiveDynamicImport: false },
});
const { output } = await bundle.write({
  dir: program,
  format: "cjs",
  exports: "named",
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  // Short names of variables save a sixth of the time of V8's parser. Functions keep theirs, for the stacks of --debug.
  minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  codeSplitting: {
    groups: [
      { name: "names", test: COMPLETION, priority: 2 },
      { name: "core", test: CORE, priority: 1 },
    ],
  },
});

const view = await rolldown({
  cwd: root,
  input: "src/explore/start.tsx",
  platform: "node",
  external: (id) =>
    id.startsWith("node:") || INSTALLED.some((name) => id === name || id.startsWith(`${name}/`)),
  tsconfig: false,
  plugins: [withoutNeedless],
  transform: { define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' } },
});
const { output: viewOutput } = await view.write({
  file: join(program, VIEW),
  format: "esm",
  codeSplitting: false,
  minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
});

// The page of `export --format html`: a script for browsers that goes into each page, with its style.
const page = await rolldown({
  cwd: root,
  input: "src/page/main.ts",
  platform: "browser",
  external: /^node:/,
  tsconfig: false,
});
const { output: pageOutput } = await page.write({
  file: join(program, "page.js"),
  format: "iife",
  minify: true,
});
const [{ code }] = pageOutput;
if (/<\/script|<!--/i.test(code)) throw new Error("the script of the page contains the end of its element");
cpSync(join(root, "src/page/page.css"), join(program, "page.css"));

// A folder for git, which the code finds beside its own file.
for (const folder of ["dist/changes", "program"]) {
  cpSync(join(root, "src/changes/git-common"), join(root, folder, "git-common"), { recursive: true });
}
writeFileSync(join(program, "package.json"), '{ "type": "commonjs" }\n');
const modules = [...output, ...viewOutput, ...pageOutput].map(({ fileName, moduleIds }) => [
  fileName,
  moduleIds.map(shown),
]);
writeFileSync(
  join(program, "modules.json"),
  `${JSON.stringify(Object.fromEntries(modules), undefined, 1)}\n`,
);
writeFileSync(join(program, "licenses.txt"), licenses(modules.flatMap(([, ids]) => ids)));

/** `src/cli/main.ts`, `node_modules/chalk/source/index.js` */
function shown(id) {
  return id.startsWith(root) ? id.slice(root.length) : id;
}

/** The licences of the libraries in the program, which has to be distributed with them. */
function licenses(ids) {
  const found = ids.flatMap((id) => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(found)].sort().map(license).join("\n");
}

function license(folder) {
  const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
  const { name, version } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  if (file === undefined && MIT_WITHOUT_FILE[name] === undefined)
    throw new Error(`${name} has no file with its licence`);
  if (file === undefined) return `${name} ${version}\n\n${MIT_WITHOUT_FILE[name]}\n`;
  return `${name} ${version}\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
}
