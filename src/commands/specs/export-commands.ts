import { PROFILES } from "../../openlineage/profile-names.ts";
import { flag, listOption, oneOf, optionGroup, positiveNumber, text, wholeNumber } from "../option.ts";
import { pictureOptions, query } from "./shared-options.ts";
import { spec, TEXT_AND_JSON } from "./spec.ts";

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

export const exportSpec = spec({
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
      ...pictureOptions,
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

export const shipSpec = spec({
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
      "with --from-flow: host allowed as a destination of events (repeatable)",
    ),
    ...events,
    ...query,
  },
  formats: TEXT_AND_JSON,
  details: "\nSet the API key in OPENLINEAGE_API_KEY; there is no option for it.",
});
