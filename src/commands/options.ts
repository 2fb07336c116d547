import { CERTAINTIES } from "../model/model.ts";
import { PROFILES } from "../openlineage/profile-names.ts";
import { GROUPINGS } from "../report/pictures/drawing.ts";
import {
  flag,
  kestraLine,
  list,
  type OptionTable,
  type OptionValues,
  oneOf,
  pairs,
  positiveNumber,
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
  /** What `--format` takes; the first is the default. "own" where the command reads `--format` itself. */
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
const SHARED_OUTPUT = "where a picture is written (default: standard output)";

const query = {
  scan: flag("--no-scan", "use the stored inventory as it is, without looking at the flows again"),
  declared: flag("--declared", "only what flows declare, without what is inferred"),
};

const selection = {
  base: text("--base <revision>", "compare with this revision, for state: in the selection"),
  failOnEmpty: flag("--fail-on-empty", "exit code 3 when the selection selects nothing"),
};

const picture = {
  flows: flag("--flows", "draw flows too, as Kestra's dependency graph does"),
  cluster: oneOf("--cluster <group>", "draw a frame around each group", GROUPINGS),
  collapse: oneOf("--collapse <group>", "draw each group as one node", GROUPINGS),
  theme: text("--theme <file>", "JSON file with parts of a theme"),
  font: list("--font <file>", "TTF file for writing that the built-in font lacks, for png (repeatable)"),
  scale: positiveNumber("--scale <number>", "pixels per unit, for png (default: 2)"),
  timeLimit: positiveNumber("--time-limit <seconds>", "for the layout of svg and png (default: 20)"),
};

const events = {
  profile: oneOf("--profile <consumer>", "events as this consumer takes them", PROFILES),
  events: oneOf("--events <shape>", "static: job and dataset events; run: RunEvents alone", [
    "static",
    "run",
  ]),
  jobNamespace: text("--job-namespace <name>", "(default: OPENLINEAGE_NAMESPACE, or kestra://<tenant>)"),
  datasetNamespace: text("--dataset-namespace <name>", "(default: kestra://<tenant>)"),
  mappings: text(
    "--mappings <file>",
    "YAML file with the mappings block of Kestra's OpenLineageAssetExporter",
  ),
  eventTime: text(
    "--event-time <time>",
    "when the facts begin to hold (default: SOURCE_DATE_EPOCH, or the commit)",
  ),
  removedSince: text("--removed-since <revision>", "also say which assets are gone since"),
  explicitLineage: flag(
    "--no-explicit-lineage",
    "leave out the lineage facets, which OpenLineage calls experimental",
  ),
};

const exclude = list("--exclude <glob>", "files and folders to leave out (repeatable)");
const staged = flag("--staged", "up to what is staged instead of the working tree");
const depth = wholeNumber("--depth <number>", "how many tasks away at most");

const scan = spec({
  description: "read flows and store what they declare",
  arguments: [
    {
      name: "[paths...]",
      description: "files and folders (default: paths of the configuration, or this folder)",
    },
  ],
  options: {
    check: flag("--check", "only compare with the stored inventory; exit code 1 when it is out of date"),
    tenant: tenantName("--tenant <tenant>", "tenant that the assets belong to (default: main)"),
    kestra: kestraLine(
      "--kestra <release>",
      "release of Kestra: 1.2, 1.3, 1.x, 2.0 or 2.x (default: by each flow's syntax)",
    ),
    input: pairs("--input <id=value>", "the value an input has (repeatable)"),
    maxCases: positiveNumber("--max-cases <number>", "cases of one declaration at most (default: 1000)"),
    exclude,
  },
  formats: TEXT_AND_JSON,
});

const listing = spec({
  description: "list assets, with type, namespace, layer, producers and consumers",
  arguments: [{ name: "[selection]", description: "assets, such as trips+ or type:Table (default: all)" }],
  options: {
    type: text("--type <type>", "whole type, or its last part such as Table"),
    namespace: text("--namespace <prefix>", "this namespace and those below it"),
    meta: pairs("--meta <key=value>", "metadata that must hold (repeatable)"),
    external: flag("--external", "only assets that no flow writes"),
    certainty: oneOf("--certainty <certainty>", "only this certainty", CERTAINTIES),
    ...selection,
    ...query,
  },
  formats: TEXT_AND_JSON,
});

const show = spec({
  description: "show one asset: its fields, and every place that writes or reads it",
  arguments: [{ name: "<asset>", description: "id of an asset, or a selection of one" }],
  options: {
    history: flag("--history", "also who declared it, and every change since"),
    ...selection,
    ...query,
  },
  formats: TEXT_AND_JSON,
});

const lineage = spec({
  description: "show what feeds an asset and what it feeds, as trees",
  arguments: [{ name: "<selection>", description: "asset or selection" }],
  options: {
    up: flag("--up", "only what feeds it"),
    down: flag("--down", "only what it feeds"),
    depth,
    ...selection,
    ...query,
    ...picture,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, ...PICTURES],
});

const impact = spec({
  description: "show everything that is affected when an asset changes",
  arguments: [
    { name: "[selection]", description: 'asset or selection; "-" reads ids and files from standard input' },
  ],
  options: {
    since: text("--since <revision>", "the impact of all flow files that changed since"),
    depth,
    ...selection,
    ...query,
    ...picture,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, "markdown", ...PICTURES],
});

const path = spec({
  description: "show why two assets are connected: the shortest paths between them",
  arguments: [
    { name: "<from>", description: "asset or selection" },
    { name: "<to>", description: "asset or selection" },
  ],
  options: {
    activation: flag("--activation", "also follow Flow triggers, calls of subflows and triggers on assets"),
    limit: wholeNumber("--limit <number>", "how many paths are shown at most (default: 5)"),
    ...selection,
    ...query,
  },
  formats: TEXT_AND_JSON,
});

const diff = spec({
  description: "show what a change adds, changes and removes, what follows from it, and who has to know",
  arguments: [
    {
      name: "[revisions...]",
      description: "one: since it parted from HEAD, up to the working tree; two: from one to the other",
    },
  ],
  options: {
    staged,
    failOn: oneOf(
      "--fail-on <category>",
      "the least serious difference that makes the exit code 1",
      ["any", "metadata", "additive", "lineage", "breaking", "never"],
      "any",
    ),
    depth: wholeNumber("--depth <number>", "draw this many steps around what changed (default: 1)"),
    ...picture,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, "markdown", ...PICTURES],
});

const affected = spec({
  description: "list the flows and assets that changed flow files touch",
  arguments: [{ name: "[revisions...]", description: "as for diff (default: HEAD)" }],
  options: {
    staged,
    only: oneOf("--only <names>", "names alone, one a line", ["flows", "assets", "files"]),
  },
  formats: TEXT_AND_JSON,
});

const log = spec({
  description:
    "show the history of an asset: who declared it, and every change of its writers, readers and metadata",
  arguments: [{ name: "<asset>", description: "id of an asset, also of one that is gone" }],
  options: {},
  formats: TEXT_AND_JSON,
});

const lint = spec({
  description: "find what Kestra would drop, refuse or misread",
  arguments: [
    {
      name: "[paths...]",
      description: "folders and files (default: paths of the configuration, or this folder)",
    },
  ],
  options: {
    rule: list("--rule <id>", "only this rule (repeatable)"),
    pedantic: flag("--pedantic", "show notices too"),
    fix: flag("--fix", "correct what can be corrected without a doubt"),
    dryRun: flag("--dry-run", "with --fix: print what would change, as a diff"),
    exclude,
    baseline: text("--baseline <file>", "hide the findings in this file"),
    updateBaseline: flag(
      "--update-baseline",
      "write all findings of today to the baseline (default: assets.baseline.json)",
    ),
    failOn: oneOf("--fail-on <severity>", "what makes the exit code 1 (default: error)", [
      "error",
      "warning",
      "notice",
      "never",
    ]),
    maxWarnings: wholeNumber("--max-warnings <number>", "more warnings than this make the exit code 1"),
    stdinFilename: text(
      "--stdin-filename <file>",
      "with the path -: the file that standard input stands for",
    ),
    listRules: flag("--list-rules", "list the rules"),
  },
  formats: "own",
  details: `
--format is repeatable here, and takes a file: --format text --format sarif=lint.sarif
Formats: text, json, sarif, github, gitlab, junit, markdown.

Folders are linted for themselves. Files are linted in the context of the whole configuration, or of this folder.
Exit codes: 0 fine, 1 findings, 2 wrong usage or configuration, 3 no flows.`,
});

const explain = spec({
  description: "say what a rule of the lint is about",
  arguments: [{ name: "<rule>", description: "id of a rule" }],
  options: {},
  formats: TEXT_AND_JSON,
});

const config = spec({
  description: "print the configuration in force",
  arguments: [],
  options: {},
  formats: TEXT_AND_JSON,
});

const init = spec({
  description: "write a configuration, a hook and a CI workflow; nothing is overwritten",
  arguments: [],
  options: {},
  formats: TEXT_AND_JSON,
});

const exporting = spec({
  description: "write the inventory as a picture, a file or OpenLineage events",
  arguments: [
    { name: "[selection]", description: "assets to draw (default: all); for pictures and graphml" },
  ],
  options: {
    output: text("-o, --output <path>", "file to write, or folder for several (default: standard output)"),
    ...picture,
    focus: list("--focus <asset>", "asset to stand out, and the middle for --depth (repeatable)"),
    depth: wholeNumber("--depth <number>", "draw at most this many steps around --focus"),
    table: text("--table <name>", "table of --format csv (default: assets; with --output, all as files)"),
    binary: flag("--binary", "Ion in its binary form"),
    as: oneOf("--as <records>", "records as Kestra's AssetShipper writes them; ion (default) or json", [
      "lineage-events",
      "assets",
    ]),
    maxLinesPerFile: positiveNumber(
      "--max-lines-per-file <number>",
      "with --as: start a new file after so many",
    ),
    prefix: text("--prefix <name>", "with --as: how the names of the files begin"),
    ...events,
    ...query,
  },
  formats: "own",
  details:
    "\nFormats (--format): dot (default), svg, png, mermaid, graphml, json, ndjson, csv, ion, openlineage",
});

const ship = spec({
  description: "send the inventory as OpenLineage events",
  arguments: [],
  options: {
    url: text("--url <address>", "where to (default: OPENLINEAGE_URL)"),
    endpoint: text(
      "--endpoint <path>",
      "path under the address (default: OPENLINEAGE_ENDPOINT, or the profile's)",
    ),
    header: list("--header <name: value>", "a header of each request (repeatable)"),
    timeout: positiveNumber("--timeout <seconds>", "for one request (default: 10)"),
    attempts: positiveNumber("--attempts <number>", "how often a request is tried (default: 5)"),
    gzip: flag("--gzip", "compress requests"),
    dryRun: flag("--dry-run", "say what would be sent, and send nothing"),
    fromFlow: text(
      "--from-flow <flow>",
      "do what the AssetShipper task of this flow says, with what is declared",
    ),
    allowHost: list("--allow-host <host>", "with --from-flow: a host that the flow may name (repeatable)"),
    output: text("-o, --output <folder>", "with --from-flow: where its file exporters write (default: here)"),
    ...events,
    ...query,
  },
  formats: TEXT_AND_JSON,
  details: "\nThe API key comes from OPENLINEAGE_API_KEY, so that it stands on no command line.",
});

const covering = spec({
  description: "which tasks declare what they touch, which are inferred, and which say nothing",
  arguments: [],
  options: {
    failUnder: positiveNumber(
      "--fail-under <percent>",
      "exit code 1 when less of the tasks that touch data is known",
    ),
    scan: query.scan,
  },
  formats: [...TEXT_AND_JSON, "markdown"],
});

/** Every command, in the order of the help. */
export const COMMANDS = {
  scan,
  list: listing,
  show,
  lineage,
  impact,
  path,
  coverage: covering,
  diff,
  affected,
  log,
  lint,
  explain,
  config,
  init,
  export: exporting,
  ship,
} satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

/** The parsed options of a command. */
export type OptionsOf<Name extends CommandName> = OptionValues<(typeof COMMANDS)[Name]["options"]>;

function spec<Options extends OptionTable>(given: CommandSpec<Options>): CommandSpec<Options> {
  return given;
}
