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

/** Completion is one file, which all other commands load too. */
const COMPLETION = /src\/cli\/complete\.ts$|rolldown\/runtime/;
/** The most frequent commands, run interactively and in hooks, are one file. */
const CORE = /src\/(cli\/(main|create-context)|commands\/(list|impact|scan)|workspace\/(scan|select))\.ts$/;
/** A scan of changed files. Its parts are needed together: the readers of flows, expressions and SQL. */
const UPDATE = /src\/workspace\/update-from-files\.ts$/;

/**
 * Libraries bundled into the program, so that an install does not contain their thousands of files. Every command needs
 * commander, terminal output needs chalk, and the language server and the MCP server need the others.
 */
const BUNDLED = [
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
const isBundled = (id) => BUNDLED.some((name) => id === name || id.startsWith(`${name}/`));

/** Workers are separate entries, started by the URL of their file beside the importing file: program/ is flat. */
const VALIDATOR = "src/store/validate-inventory.ts";
const entries = ["src/cli/main.ts", "src/cli/complete.ts", VALIDATOR, ...workers()];
const input = Object.fromEntries(entries.map((path) => [basename(path, ".ts"), path]));
if (Object.keys(input).length < entries.length) throw new Error(`two entries have the same name: ${entries}`);

function workers() {
  const files = readdirSync(join(root, "src"), { recursive: true });
  return files.filter((name) => name.endsWith("-worker.ts")).map((name) => join("src", name));
}

/** Commander imports child_process for subcommands in separate executables. This program has none. */
const withoutProcesses = {
  name: "without-processes",
  transform: {
    filter: { id: /commander\/lib\/command\.js$/ },
    handler: (code) => code.replace("require('node:child_process')", "{}"),
  },
};

/** Loading node:crypto takes milliseconds. Only writes and changed files need it. */
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

/** The store validator is a third of the code of a query. Only a store without an index needs it. */
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
           const loaded = require("./validate-inventory.js").validate;
           const isValid = loaded(data);
           validate.errors = loaded.errors;
           return isValid;
         }`
      : undefined,
};

/**
 * Rewrites paths relative to `import.meta.url`: files of src/ are beside the flat program, others in the package root.
 */
const flatUrls = {
  name: "flat-urls",
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: "import.meta.url" },
    handler: (code, id) =>
      code.replace(/new URL\("(\.[^"]+)", import\.meta\.url\)/g, (_, name) => {
        const path = relativePath(resolve(dirname(id), name));
        const flat = path.startsWith("src/") ? `./${basename(path)}` : `../${path}`;
        return `new URL("${flat}", import.meta.url)`;
      }),
  },
};

/**
 * The terminal view is a separate ES module, because Ink is an ES module with a top-level await. It includes Ink and
 * React, so that an install does not contain their thousands of files.
 */
const VIEW = "explore-view.mjs";
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const INSTALLED = Object.keys(dependencies);
/** Unused parts of Ink: its development tools, and the CI check, which limits its output to the last screen. */
const REPLACED = { "react-devtools-core": "export default {};", "is-in-ci": "export default false;" };
const withoutUnusedParts = {
  name: "without-unused-parts",
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

/** Packages without a licence file. Source: the headers of their files. */
const MIT_WITHOUT_FILE = {
  "yoga-layout":
    "Copyright (c) Meta Platforms, Inc. and affiliates.\nMIT License, see https://opensource.org/license/mit",
};

// With the program, its compiled code is replaced; see bin/assets.js.
for (const folder of [program, join(root, ".cache")]) rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input,
  platform: "node",
  external: (id, importer) =>
    /^(node:|[@a-z])/.test(id) && !isBundled(id) && (id !== "node:crypto" || importer === LAZY),
  tsconfig: false,
  plugins: [withoutProcesses, lazyCrypto, lazyValidator, flatUrls, terminalView, withoutLeadingSpreads],
  // CORE is one chunk on purpose, although other modules import parts of it dynamically.
  checks: { ineffectiveDynamicImport: false },
});
const { output } = await bundle.write({
  dir: program,
  format: "cjs",
  exports: "named",
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  // Short variable names save a sixth of V8's parse time. Function names are kept for the stack traces of --debug.
  minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  codeSplitting: {
    groups: [
      { name: "names", test: COMPLETION, priority: 2 },
      { name: "core", test: CORE, priority: 1 },
      { name: "update", test: UPDATE, priority: 0 },
    ],
  },
});

for (const name of ["core.js", "names.js", "update.js"]) {
  if (readFileSync(join(program, name), "utf8").includes("import("))
    throw new Error(`${name} imports a module dynamically, so bin/compile-cache.js cannot keep its code`);
}

const view = await rolldown({
  cwd: root,
  input: "src/explore/start.tsx",
  platform: "node",
  external: (id) =>
    id.startsWith("node:") || INSTALLED.some((name) => id === name || id.startsWith(`${name}/`)),
  tsconfig: false,
  plugins: [withoutUnusedParts],
  transform: { define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' } },
});
const { output: viewOutput } = await view.write({
  file: join(program, VIEW),
  format: "esm",
  codeSplitting: false,
  minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
});

// The script and the style sheet that `export --format html` embeds in each page.
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
if (/<\/script|<!--/i.test(code)) throw new Error('the page script contains "</script" or "<!--"');
cpSync(join(root, "src/page/page.css"), join(program, "page.css"));

// Both builds need git-common, a folder for git, beside their code.
for (const folder of ["dist/changes", "program"]) {
  cpSync(join(root, "src/changes/git-common"), join(root, folder, "git-common"), { recursive: true });
}
writeFileSync(join(program, "package.json"), '{ "type": "commonjs" }\n');
const modules = [...output, ...viewOutput, ...pageOutput].map(({ fileName, moduleIds }) => [
  fileName,
  moduleIds.map(relativePath),
]);
writeFileSync(
  join(program, "modules.json"),
  `${JSON.stringify(Object.fromEntries(modules), undefined, 1)}\n`,
);
writeFileSync(join(program, "licenses.txt"), licenses(modules.flatMap(([, ids]) => ids)));

/** `src/cli/main.ts`, `node_modules/chalk/source/index.js` */
function relativePath(id) {
  return id.startsWith(root) ? id.slice(root.length) : id;
}

/** The licences of the bundled libraries, which require a copy in the distribution. */
function licenses(ids) {
  const found = ids.flatMap((id) => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(found)].sort().map(license).join("\n");
}

function license(folder) {
  const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
  const { name, version } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  if (file === undefined && MIT_WITHOUT_FILE[name] === undefined)
    throw new Error(`${name} has no licence file: add its notice to MIT_WITHOUT_FILE`);
  if (file === undefined) return `${name} ${version}\n\n${MIT_WITHOUT_FILE[name]}\n`;
  return `${name} ${version}\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
}
