import { CERTAINTIES } from "../../model/model.ts";
import { flag, oneOf, pairs, text, wholeNumber } from "../option.ts";
import {
  activation,
  depth,
  limit,
  pictureOptions,
  query,
  SHARED_OUTPUT,
  selection,
  values,
} from "./shared-options.ts";
import { PICTURES, spec, TEXT_AND_JSON } from "./spec.ts";

export const listSpec = spec({
  description: "list assets with type, namespace, layer, writers and readers",
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

export const showSpec = spec({
  description: "show one asset with its fields, writers and readers",
  arguments: [{ name: "<asset>", description: "asset id, or a selection of one asset" }],
  options: {
    why: flag("--why", "explain each id: expressions, cases, assumptions and callers"),
    history: flag("--history", "add the history of the asset"),
    limit,
    ...selection,
    ...query,
  },
  formats: TEXT_AND_JSON,
});

export const lineageSpec = spec({
  description: "show upstream and downstream assets as trees",
  arguments: [{ name: "<selection>", description: "asset or selection" }],
  options: {
    up: flag("--up", "upstream only"),
    down: flag("--down", "downstream only"),
    depth,
    limit,
    ...selection,
    ...query,
    ...pictureOptions,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, ...PICTURES],
});

export const impactSpec = spec({
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
    ...pictureOptions,
    output: text("-o, --output <file>", SHARED_OUTPUT),
  },
  formats: [...TEXT_AND_JSON, "markdown", ...PICTURES],
});

export const pathSpec = spec({
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

export const exploreSpec = spec({
  description: "browse assets, lineage and impact in the terminal",
  arguments: [{ name: "[asset]", description: "initial asset, or a selection of one asset" }],
  options: { ...query },
  formats: ["text"],
  details: "\nPress ? for the keys.",
});
