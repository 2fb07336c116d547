/**
 * The import rules: each module of `src/` and the modules it builds on. Arrows are transitive, so a module may import
 * everything that its own modules may.
 */
const BUILDS_ON = {
  util: [],
  files: [],
  java: ["util"],
  pebble: ["java"],
  flows: ["util", "files", "java"],
  model: ["flows"],
  config: ["flows"],
  resolve: ["flows", "pebble", "model", "blueprint"],
  infer: ["flows", "pebble", "model", "resolve"],
  declare: ["infer"],
  why: ["resolve"],
  graph: ["model"],
  store: ["model"],
  cache: ["store"],
  selection: ["graph"],
  blueprint: ["flows", "pebble"],
  drift: ["model"],
  lint: ["resolve", "infer", "graph", "selection"],
  changes: ["resolve", "infer", "graph"],
  openlineage: ["graph"],
  report: ["model"],
  page: ["report", "selection", "changes"],
  workspace: ["config", "store", "cache", "declare", "why", "lint", "changes", "drift", "openlineage"],
  explore: ["workspace", "report"],
  lsp: ["workspace", "report"],
  mcp: ["workspace", "report"],
  commands: ["explore", "lsp", "mcp", "workspace", "report"],
  cli: ["commands"],
};

/** The folders inside pebble; `evaluate` builds on all of them. */
const PEBBLE = {
  values: [],
  syntax: ["values"],
  definitions: ["values", "syntax"],
  codecs: ["values"],
  jq: ["values", "codecs"],
  filters: ["values", "definitions", "codecs", "jq"],
  functions: ["values", "definitions", "codecs"],
  tests: ["values", "definitions", "codecs"],
};

/** Modules that read or write files. */
const FILE_SYSTEM = ["files", "flows", "store", "cache", "changes", "config", "workspace", "cli"];

const folder = (name) => `^src/${name}/`;

function reachable(name) {
  return [...new Set([name, ...BUILDS_ON[name].flatMap(reachable)])];
}

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      comment: "Data flows in one direction; a circle hides it.",
      from: {},
      to: { circular: true },
    },
    ...Object.keys(BUILDS_ON).map((name) => ({
      name: `${name}-imports`,
      severity: "error",
      comment: `${name} builds on ${BUILDS_ON[name].join(", ") || "nothing"}.`,
      from: { path: folder(name) },
      to: {
        path: "^src/",
        pathNot: reachable(name).map(folder),
        // A report is a pure function: it may name the type of any answer.
        ...(name === "report" && { dependencyTypesNot: ["type-only"] }),
      },
    })),
    ...Object.entries(PEBBLE).map(([name, allowed]) => ({
      name: `pebble-${name}-imports`,
      severity: "error",
      comment: `pebble/${name} builds on ${allowed.join(", ") || "no other folder of pebble"}.`,
      from: { path: folder(`pebble/${name}`) },
      to: {
        path: folder("pebble"),
        pathNot: [name, ...allowed].map((folderName) => folder(`pebble/${folderName}`)),
      },
    })),
    {
      name: "pebble-by-its-index",
      severity: "error",
      comment: "The index of pebble exports what other modules use.",
      from: { path: "^src/", pathNot: folder("pebble") },
      to: { path: folder("pebble"), pathNot: "^src/pebble/index\\.ts$" },
    },
    {
      name: "graph-explorer",
      severity: "error",
      comment: "The explorer lists all queries, and other modules ask through it.",
      from: { path: "^src/", pathNot: [folder("graph"), "^src/index\\.ts$"] },
      to: {
        path: folder("graph"),
        pathNot: "^src/graph/(explorer|graph|flat-graph|pattern-links|strong-components)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-the-index-in-src",
      severity: "error",
      comment: "Every file but the public API belongs to a module.",
      from: { path: "^src/[^/]+\\.ts$", pathNot: "^src/index\\.ts$" },
      to: {},
    },
    {
      name: "known-modules",
      severity: "error",
      comment: "A new module gets its place in the import rules first.",
      from: { path: "^src/", pathNot: ["^src/[^/]+\\.ts$", ...Object.keys(BUILDS_ON).map(folder)] },
      to: {},
    },
    {
      name: "public-api",
      severity: "error",
      comment: "The public API is the workspace, with the queries and reports for its answers.",
      from: { path: "^src/index\\.ts$" },
      to: { path: ["cli", "commands", "pebble", "java"].map(folder) },
    },
    {
      name: "file-system",
      severity: "error",
      comment: `Only ${FILE_SYSTEM.join(", ")} read or write files; everything else is a function of its arguments.`,
      // The version and the program of jq are files of the package.
      from: {
        path: "^src/",
        pathNot: [...FILE_SYSTEM.map(folder), "^src/util/version\\.ts$", "^src/pebble/jq/"],
      },
      to: { path: "^(node:)?fs(/promises)?$", dependencyTypes: ["core"] },
    },
    {
      name: "processes",
      severity: "error",
      comment: "Only git and the user's editor are started as processes.",
      from: { path: "^(src|bin)/", pathNot: "^src/(changes/git|explore/open-editor)\\.ts$" },
      to: { path: "^(node:)?child_process$" },
    },
    {
      name: "threads",
      severity: "error",
      comment: "Threads read files, lay out pictures and run jq.",
      from: { path: "^src/", pathNot: ["^src/workspace/", "^src/pebble/jq/"] },
      to: { path: "^(node:)?worker_threads$" },
    },
    {
      name: "commander",
      severity: "error",
      comment: "Only the command line knows the library that parses it.",
      from: { path: "^src/", pathNot: ["^src/(cli|commands)/"] },
      to: { path: "^node_modules/commander/" },
    },
    {
      name: "terminal-view",
      severity: "error",
      comment: "Only the terminal view knows the libraries that draw it.",
      from: { path: "^src/", pathNot: ["^src/explore/"] },
      to: { path: "^node_modules/(ink|react)/" },
    },
    {
      name: "commands-stand-alone",
      severity: "error",
      comment: "A command is options, workspace and report; a second user makes it a part of a module.",
      from: { path: "^src/commands/([^/]+)\\.ts$", pathNot: "^src/commands/index\\.ts$" },
      to: {
        path: "^src/commands/[^/]+\\.ts$",
        pathNot:
          "^src/commands/($1|context|draw|draw-change-page|export-page|export-picture|export-records|impact-of-selection|impact-since|option|options|write-records)\\.ts$",
      },
    },
    {
      name: "protocols",
      severity: "error",
      comment: "Only the servers know their protocols.",
      from: { path: "^src/", pathNot: "^src/(lsp|mcp)/" },
      to: { path: "^node_modules/(vscode-languageserver.*|@modelcontextprotocol/server|zod)/" },
    },
    {
      name: "not-to-dev-dependency",
      severity: "error",
      comment: "Production code needs production dependencies, or libraries bundled by scripts/bundle.mjs.",
      from: { path: "^(src|bin)/" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot:
          "^node_modules/(chalk|commander|ink|react|vscode-languageserver.*|@modelcontextprotocol/server|zod)/",
      },
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      comment: "The import does not resolve.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^\\.\\./(dist|program)/" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|program)/" },
  },
};
