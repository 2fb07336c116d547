/** The law of imports. A room may import only what stands below it; each rule's comment is what a violation shows. */
const room = (name) => `^src/${name}/`;
const below = (name, allowed, comment) => ({
  name: `${name}-imports`,
  severity: "error",
  comment,
  from: { path: room(name) },
  // What a user can put right, and what someone may have meant: every room may say so.
  to: { path: "^src/", pathNot: ["^src/(errors|typing-mistakes)\\.ts$", ...[name, ...allowed].map(room)] },
});

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      comment: "Data goes one way; a circle hides which way.",
      from: {},
      to: { circular: true },
    },
    below("pebble", [], "pebble is the ground: it knows no flow."),
    below("flows", [], "flows is the ground: it only reads files."),
    below("inventory", ["flows"], "The model stands on places and lines of Kestra, and on nothing else."),
    below(
      "resolve",
      ["flows", "pebble", "inventory"],
      "Declarations become bundles from flows and expressions alone.",
    ),
    below("store", ["inventory", "flows"], "A store holds an inventory."),
    below(
      "config",
      ["flows"],
      "The configuration is read like a flow, and says nothing to the rooms by itself.",
    ),
    below("graph", ["inventory"], "Queries read an inventory."),
    {
      name: "graph-explorer",
      severity: "error",
      comment: "Queries are asked through graph/explorer.ts, which lists them all.",
      from: { path: "^src/", pathNot: [room("graph"), "^src/index\\.ts$"] },
      to: {
        path: room("graph"),
        pathNot: "^src/graph/(explorer|graph|flat-graph|near-ids|strong-components)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    below("selection", ["inventory", "graph"], "A selection is evaluated on an inventory and its graph."),
    below(
      "lint",
      ["inventory", "graph", "selection", "flows", "pebble", "resolve"],
      "Rules read flows, the inventory and its graph.",
    ),
    below("changes", ["inventory", "graph", "selection", "flows", "resolve"], "Changes compare inventories."),
    below("openlineage", ["inventory", "graph"], "Events are made from an inventory."),
    {
      name: "report-imports",
      severity: "error",
      comment:
        "A report is a pure function of a result: it imports types, and the words and order of the model.",
      from: { path: room("report") },
      to: {
        path: "^src/",
        pathNot: ["^src/(errors|typing-mistakes)\\.ts$", room("report"), room("inventory")],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "commands-stand-alone",
      severity: "error",
      comment:
        "A command is options, engine, report and exit code; what two commands share belongs to a room.",
      from: { path: "^src/commands/([^/]+)\\.ts$" },
      to: { path: "^src/commands/[^/]+\\.ts$", pathNot: "^src/commands/$1\\.ts$" },
    },
    {
      name: "nothing-imports-the-top",
      severity: "error",
      comment: "cli and commands are the top: only the launcher imports cli, only cli imports commands.",
      from: { path: "^src/", pathNot: "^src/(cli\\.ts|commands/)" },
      to: { path: "^src/(cli\\.ts|commands/)" },
    },
    {
      name: "not-to-dev-dependency",
      severity: "error",
      comment:
        "What runs at the user's must be installed there, or be a part of the program (scripts/bundle.mjs).",
      from: { path: "^(src|bin)/" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "^node_modules/(chalk|commander)/",
      },
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      comment: "The import names nothing.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^\\.\\./(dist|program)/" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|program)/" },
  },
};
