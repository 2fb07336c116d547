import { DRIFT_CATEGORIES } from "../drift/answer.ts";
import { CERTAINTIES } from "../model/model.ts";
import { PROFILES } from "../openlineage/profile-names.ts";
import { GROUPINGS } from "../report/pictures/drawing.ts";
import { CI_SYSTEMS } from "../workspace/starter/ci-systems.ts";
import {
  flag,
  kestraLine,
  listOption,
  listPairs,
  type OptionTable,
  type OptionValues,
  oneOf,
  optionGroup,
  pairs,
  positiveNumber,
  someOf,
  tenantName,
  text,
  wholeNumber,
} from "./option.ts";

/*
 * The arguments and options of every command: parsing, `--help` and the types of the commands follow from here. Loaded
 * at every start, so it imports names and no engine.
 */

export interface CommandSpec<Options extends OptionTable = OptionTable> {
  readonly description: string;
  /** In order: `<asset>` is required, `[paths...]` takes the rest. */
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  readonly options: Options;
  /** Values of `--format`; the first is the default. "own": the command parses `--format` itself. */
  readonly formats: readonly string[] | "own";
  /** Below the options in `--help`. */
  readonly details?: string;
}

const PICTURES = ["dot", "svg", "png", "mermaid"] as const;
export type PictureFormat = (typeof PICTURES)[number];

export function isPictureFormat(format: string): format is PictureFormat {
  return (PICTURES as readonly string[]).includes(format);
}

const TEXT_AND_JSON = ["text", "json"] as const;
const SHARED_OUTPUT = "file for the picture (default: standard output)";

const query = {
  scan: flag("--no-scan", "use the stored inventory without reading changed flows"),
  declared: flag("--declared", "only declared assets, without inferred ones"),
};

const selection = {
  base: text("--base <revision>", "base revision of `state:` in a selection"),
  failOnEmpty: flag("--fail-on-empty", "exit code 3 for an empty result"),
};

const picture = {
  flows: flag("--flows", "also draw flows, as in Kestra's dependency graph"),
  edgeLabels: flag("--edge-labels", "write the names of tasks on edges"),
  cluster: oneOf("--cluster <group>", "draw a frame around each group", GROUPINGS),
  collapse: oneOf("--collapse <group>", "draw each group as one node", GROUPINGS),
  theme: text("--theme <file>", "JSON file with theme settings"),
  font: listOption("--font <file>", "additional TTF font, for png (repeatable)"),
  scale: positiveNumber("--scale <number>", "pixels per unit, for png (default: 2)"),
  timeLimit: positiveNumber(
    "--time-limit <seconds>",
    "time limit of the layout, for svg and png (default: 20)",
  ),
};

const events = {
  profile: oneOf("--profile <consumer>", "shape of the events for this consumer", PROFILES),
  events: oneOf("--events <shape>", "static: job and dataset events; run: RunEvents only", ["static", "run"]),
  jobNamespace: text(
    "--job-namespace <name>",
    "namespace of jobs (default: OPENLINEAGE_NAMESPACE or kestra://<tenant>)",
  ),
  datasetNamespace: text("--dataset-namespace <name>", "namespace of datasets (default: kestra://<tenant>)"),
  mappings: text(
    "--mappings <file>",
    "YAML file with the mappings block of Kestra's OpenLineageAssetExporter",
  ),
  eventTime: text(
    "--event-time <time>",
    "time of the events (default: SOURCE_DATE_EPOCH or the time of the commit)",
  ),
  removedSince: text("--removed-since <revision>", "add events for assets removed since this revision"),
  explicitLineage: flag("--no-explicit-lineage", "omit the lineage facets (experimental in OpenLineage)"),
};

const values = listOption(
  "--values <file>",
  "file with server values such as kv (repeatable; later files take precedence)",
);
const exclude = listOption("--exclude <glob>", "exclude files and folders (repeatable)");
const staged = flag("--staged", "compare with the index instead of the working tree");
const settings = oneOf("--settings <source>", "settings for both sides: from the base, or the current ones", [
  "base",
  "now",
]);
const checkSettings = {
  settings: oneOf(
    "--settings <source>",
    "settings of the check: from the base (default in a pull request job), or the current ones",
    ["base", "now"],
  ),
  settingsFrom: text("--settings-from <revision>", "the base is the merge base with this revision"),
};
const includeInferred = flag("--include-inferred", "compare inferred assets too");
const activation = flag("--activation", "also follow Flow triggers, subflow calls and asset triggers");
const limit = positiveNumber(
  "--limit <number>",
  "maximum entries of each list; the answer counts the others",
);
const depth = wholeNumber("--depth <number>", "maximum distance in tasks");

const scan = spec({
  description: "read flows and write the inventory",
  arguments: [
    {
      name: "[paths...]",
      description: "files and folders (default: paths in the configuration, or current folder)",
    },
  ],
  options: {
    check: flag("--check", "write nothing; exit code 1 if the stored inventory is out of date"),
    tenant: tenantName("--tenant <tenant>", "tenant of the assets (default: main)"),
    kestra: kestraLine(
      "--kestra <release>",
      "Kestra release: 1.2, 1.3, 1.x, 2.0 or 2.x (default: by each flow's syntax)",
    ),
    input: pairs("--input <id=value>", "value of an input (repeatable)"),
    values,
    maxCases: positiveNumber("--max-cases <number>", "maximum cases of a declaration (default: 1000)"),
    exclude,
    ...optionGroup("With --check", checkSettings),
  },
  formats: TEXT_AND_JSON,
});

const listing = spec({
  description: "list assets, with type, namespace, layer, producers and consumers",
  arguments: [
    {
      name: "[selection]",
      description: "a part of the id, or a selection such as trips+ or type:Table (default: all)",
    },
  ],
  options: {
    type: text("--type <type>", "filter by type, in full or by its last part such as Table"),
    namespace: text("--namespace <prefix>", "filter by namespace, including nested ones"),
    meta: pairs("--meta <key=value>", "filter by metadata (repeatable)"),
    external: flag("--external", "only external assets"),
    certainty: oneOf("--certainty <certainty>", "filter by certainty", CERTAINTIES),
    limit,
    ...selection,
    ...query,
  },
  formats: TEXT_AND_JSON,
});

const show = spec({
  description: "show one asset with its fields, writers and readers",
  arguments: [{ name: "<asset>", description: "asset id, or a selection of one asset" }],
  options: {
    history: flag("--history", "add the history of its declarations"),
    limit,
    ...selection,
    ...query,
  },
  formats: TEXT_AND_JSON,
});

const lineage = spec({
  description: "show upstream and downstream assets as trees",
  arguments: [{ name: "<selection>", description: "asset or selection" }],
  options: {
    up: flag("--up", "upstream only"),
    down: flag("--down", "downstream only"),
    depth,
    limit,
    ...selection,
    ...query,
    ...picture,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, ...PICTURES],
});

const impact = spec({
  description: "show everything affected by a change to an asset",
  arguments: [
    {
      name: "[selection]",
      description:
        'asset or selection; flows and files select their outputs; "-" reads ids, files and flows from standard input',
    },
  ],
  options: {
    since: text("--since <revision>", "impact of all flow files changed since this revision"),
    values: { ...values, description: `with --since: ${values.description}` },
    activation,
    depth,
    limit,
    ...selection,
    ...query,
    ...picture,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, "markdown", ...PICTURES],
});

const path = spec({
  description: "show the shortest paths between two assets",
  arguments: [
    { name: "<from>", description: "asset or selection" },
    { name: "<to>", description: "asset or selection" },
  ],
  options: {
    activation,
    limit: wholeNumber("--limit <number>", "maximum number of paths shown (default: 5)"),
    ...selection,
    ...query,
  },
  formats: TEXT_AND_JSON,
});

const diff = spec({
  description: "report the differences, impact and owners of a change",
  arguments: [
    {
      name: "[revisions...]",
      description:
        "none: HEAD to working tree; one: merge base of it and HEAD to working tree; two: first to second",
    },
  ],
  options: {
    staged,
    settings,
    values,
    includeInferred,
    failOn: oneOf(
      "--fail-on <category>",
      "minimum severity that fails",
      ["any", "metadata", "additive", "lineage", "breaking", "never"],
      "any",
    ),
    depth: wholeNumber("--depth <number>", "steps drawn around changed assets (default: 1)"),
    limit,
    ...picture,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, "markdown", "html", ...PICTURES],
});

const affected = spec({
  description: "list the flows and assets affected by changed flow files",
  arguments: [{ name: "[revisions...]", description: "as for diff (default: HEAD)" }],
  options: {
    staged,
    activation,
    settings,
    values,
    includeInferred,
    limit,
    only: oneOf("--only <kind>", "print only the names of this kind, one per line", [
      "flows",
      "assets",
      "files",
    ]),
  },
  formats: TEXT_AND_JSON,
});

const log = spec({
  description: "show the history of an asset: writers, readers and metadata",
  arguments: [{ name: "<asset>", description: "id of a current or removed asset" }],
  options: { values, limit: positiveNumber("--limit <number>", "maximum number of commits, the last ones") },
  formats: TEXT_AND_JSON,
});

const blueprint = spec({
  description: "list templated blueprints, or render one as a flow",
  arguments: [
    { name: "<action>", description: "list or render" },
    {
      name: "[paths...]",
      description: "list: files and folders (default: paths in the configuration); render: the blueprint",
    },
  ],
  options: {
    arg: listPairs(
      "--arg <id=value>",
      "render: value of an argument (repeatable; a list repeats the option)",
    ),
    output: text("-o, --output <file>", "render: file for the flow (default: standard output)"),
  },
  formats: TEXT_AND_JSON,
});

const merge = spec({
  description: "merge the inventories of several repositories into one",
  arguments: [
    {
      name: "<inventories...>",
      description:
        "inventory files; name=file sets the name of the repository (default: by the file or its folder)",
    },
  ],
  options: { output: text("-o, --output <file>", "file of the merged inventory, .json or .ion") },
  formats: TEXT_AND_JSON,
  details: "\nQuery the result with --store: `assets impact <asset> --store all.json`.",
});

const drift = spec({
  description: "compare the inventory with the assets that runs recorded",
  arguments: [
    {
      name: "<export>",
      description:
        "export of Kestra's AssetShipper, Ion or JSON: a file, a folder of files, or - for standard input",
    },
  ],
  options: {
    failOn: someOf("--fail-on <category>", "exit code 1 for differences of this category (repeatable)", [
      ...DRIFT_CATEGORIES,
      "any",
    ]),
    limit,
    scan: query.scan,
  },
  formats: [...TEXT_AND_JSON, "markdown"],
});

const lint = spec({
  description: "find declarations that Kestra drops, rejects or misreads",
  arguments: [
    {
      name: "[paths...]",
      description: "files and folders (default: paths in the configuration, or current folder)",
    },
  ],
  options: {
    rule: listOption("--rule <id>", "only this rule (repeatable)"),
    pedantic: flag("--pedantic", "show notices too"),
    fix: flag("--fix", "apply unambiguous corrections"),
    dryRun: flag("--dry-run", "with --fix: print the changes as a diff"),
    values,
    exclude,
    ...checkSettings,
    baseline: text("--baseline <file>", "hide the findings listed in this file"),
    updateBaseline: flag(
      "--update-baseline",
      "write all current findings to the baseline (default: assets.baseline.json)",
    ),
    failOn: oneOf("--fail-on <severity>", "minimum severity that fails (default: error)", [
      "error",
      "warning",
      "notice",
      "never",
    ]),
    maxWarnings: wholeNumber("--max-warnings <number>", "fail on more warnings than this"),
    stdinFilename: text("--stdin-filename <file>", "with the path -: file name of standard input"),
    listRules: flag("--list-rules", "list the rules"),
  },
  formats: "own",
  details: `
--format is repeatable and accepts a file: --format text --format sarif=lint.sarif
Formats: text, json, sarif, github, gitlab, junit, markdown.

For a folder, only its files are read. For a file, all configured paths (or the current folder) are read as context.
Exit codes: 0 success, 1 findings, 2 usage or configuration error, 3 no flows.`,
});

const explain = spec({
  description: "explain a lint rule",
  arguments: [{ name: "<rule>", description: "rule id" }],
  options: {},
  formats: TEXT_AND_JSON,
});

const config = spec({
  description: "print the effective configuration",
  arguments: [],
  options: {},
  formats: TEXT_AND_JSON,
});

const init = spec({
  description: "write a starter configuration, pre-commit hook and CI job; existing files are kept",
  arguments: [],
  options: {
    from: text(
      "--from <spec>",
      "source of the program: a git URL with a revision, a .tgz, or a package with scope and version (default: the dependency in package.json)",
    ),
    ci: oneOf("--ci <system>", "write a GitHub workflow (default) or a GitLab job", CI_SYSTEMS),
  },
  formats: TEXT_AND_JSON,
});

const exporting = spec({
  description: "export the inventory as a page, a picture, a file or OpenLineage events",
  arguments: [
    { name: "[selection]", description: "assets to draw (default: all); for html, pictures and graphml" },
  ],
  options: {
    output: text(
      "-o, --output <path>",
      "output file, or folder for several files (default: standard output)",
    ),
    ...query,
    ...optionGroup("Pictures (dot, svg, png, mermaid) and graphml", {
      focus: listOption("--focus <asset>", "highlight an asset; the centre for --depth (repeatable)"),
      depth: wholeNumber("--depth <number>", "maximum distance from --focus"),
      ...picture,
    }),
    ...optionGroup("Files (csv, ion)", {
      table: text("--table <name>", "table for csv (default: assets; with --output, all tables)"),
      binary: flag("--binary", "binary Ion"),
    }),
    ...optionGroup("Records of Kestra's AssetShipper (ion, json)", {
      as: oneOf("--as <records>", "records of Kestra's AssetShipper, in the format ion (default) or json", [
        "lineage-events",
        "assets",
      ]),
      maxLinesPerFile: positiveNumber("--max-lines-per-file <number>", "with --as: maximum lines per file"),
      prefix: text("--prefix <name>", "with --as: prefix of the file names"),
    }),
    ...optionGroup("Events (openlineage)", events),
  },
  formats: "own",
  details: `
Formats (--format):
  html                       a page with search, lineage and gaps, in one file
  dot, svg, png, mermaid     a picture; dot is the default of files and pipes
  graphml                    the graph, for yEd, Gephi and networkx
  json, ndjson, csv, ion     the inventory
  openlineage                events, as sent by \`assets ship\``,
});

const ship = spec({
  description: "send the inventory as OpenLineage events",
  arguments: [],
  options: {
    url: text("--url <address>", "server address (default: OPENLINEAGE_URL)"),
    endpoint: text(
      "--endpoint <path>",
      "path on the server (default: OPENLINEAGE_ENDPOINT or that of the profile)",
    ),
    header: listOption("--header <name: value>", "additional request header (repeatable)"),
    timeout: positiveNumber("--timeout <seconds>", "timeout of a request (default: 10)"),
    attempts: positiveNumber("--attempts <number>", "attempts per request (default: 5)"),
    gzip: flag("--gzip", "compress requests"),
    dryRun: flag("--dry-run", "report the events without sending them"),
    fromFlow: text(
      "--from-flow <flow>",
      "run the exporters of the AssetShipper task in this flow on the declared assets",
    ),
    output: text(
      "-o, --output <folder>",
      "with --from-flow: folder for its file exporters (default: current folder)",
    ),
    allowHost: listOption(
      "--allow-host <host>",
      "with --from-flow: allow an address of the flow on this host (repeatable)",
    ),
    ...events,
    ...query,
  },
  formats: TEXT_AND_JSON,
  details: "\nSet the API key in OPENLINEAGE_API_KEY; there is no option for it.",
});

const covering = spec({
  description: "count tasks with declared, inferred and unknown data access",
  arguments: [],
  options: {
    failUnder: positiveNumber(
      "--fail-under <percent>",
      "exit code 1 below this percentage of tasks with known data access",
    ),
    limit,
    ...checkSettings,
    scan: query.scan,
  },
  formats: [...TEXT_AND_JSON, "markdown"],
});

const querying = spec({
  description: "evaluate an expression with assets() on the declared assets",
  arguments: [
    { name: "<expression>", description: 'expression, such as `assets(type="Table") | jq(".[].id")`' },
  ],
  options: { scan: query.scan },
  formats: TEXT_AND_JSON,
});

const declaring = spec({
  description: "draft the missing assets blocks of inferred assets",
  arguments: [
    {
      name: "[selection|paths...]",
      description: "files and folders, or one selection of assets (default: paths in the configuration)",
    },
  ],
  options: {
    write: flag("--write", "edit the files instead of printing a diff"),
    values,
    exclude,
  },
  formats: TEXT_AND_JSON,
});

const explore = spec({
  description: "move through assets, lineage and impact in the terminal",
  arguments: [{ name: "[asset]", description: "asset to begin with, or a selection of one asset" }],
  options: { ...query },
  formats: ["text"],
  details: "\nPress ? for the keys.",
});

/** Shells with completion. */
export type Shell = "bash" | "zsh" | "fish";

const completion = spec({
  description: "print the completion script of a shell",
  arguments: [{ name: "<shell>", description: "bash, zsh or fish" }],
  options: {},
  formats: ["text"],
  details: `
bash:  eval "$(assets completion bash)"       in ~/.bashrc
zsh:   eval "$(assets completion zsh)"        in ~/.zshrc, after compinit
fish:  assets completion fish | source        in ~/.config/fish/config.fish`,
});

const lsp = spec({
  description: "serve an editor by the Language Server Protocol",
  arguments: [],
  options: { stdio: flag("--stdio", "use standard input and output (default)") },
  formats: ["text"],
  details: "\nAn editor starts this command; see docs/editor.md.",
});

const mcp = spec({
  description: "serve an agent by the Model Context Protocol; all tools only read",
  arguments: [],
  options: {},
  formats: ["text"],
  details: "\nAn agent's client starts this command in the folder of the flows; see docs/editor.md.",
});

/** Every command, in the order of the help. */
export const COMMANDS = {
  scan,
  list: listing,
  show,
  lineage,
  impact,
  path,
  explore,
  coverage: covering,
  query: querying,
  declare: declaring,
  diff,
  affected,
  log,
  blueprint,
  merge,
  drift,
  lint,
  explain,
  config,
  init,
  export: exporting,
  ship,
  lsp,
  mcp,
  completion,
} satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

/** The parsed options of a command. */
export type OptionsOf<Name extends CommandName> = OptionValues<(typeof COMMANDS)[Name]["options"]>;

function spec<Options extends OptionTable>(given: CommandSpec<Options>): CommandSpec<Options> {
  return given;
}
