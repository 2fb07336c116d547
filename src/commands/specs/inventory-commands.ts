import { DRIFT_CATEGORIES } from "../../drift/answer.ts";
import {
  flag,
  kestraLine,
  listPairs,
  optionGroup,
  pairs,
  positiveNumber,
  someOf,
  tenantName,
  text,
} from "../option.ts";
import { checkSettings, exclude, limit, live, query, values } from "./shared-options.ts";
import { spec, TEXT_AND_JSON } from "./spec.ts";

export const scanSpec = spec({
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
      "Kestra release: 1.2, 1.3, 1.x, 2.0 or 2.x (default: from the syntax of each flow)",
    ),
    input: pairs("--input <id=value>", "value of an input (repeatable)"),
    values,
    live,
    maxCases: positiveNumber("--max-cases <number>", "maximum cases of a declaration (default: 1000)"),
    exclude,
    ...optionGroup("With --check", checkSettings),
  },
  formats: TEXT_AND_JSON,
});

export const coverageSpec = spec({
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

export const querySpec = spec({
  description: "evaluate an expression with assets() on the declared assets",
  arguments: [
    { name: "<expression>", description: 'expression, such as `assets(type="Table") | jq(".[].id")`' },
  ],
  options: { live, scan: query.scan },
  formats: TEXT_AND_JSON,
});

export const declareSpec = spec({
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

export const blueprintSpec = spec({
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
      "render: value of an argument (repeatable, also for the items of a list)",
    ),
    output: text("-o, --output <file>", "render: file for the flow (default: standard output)"),
  },
  formats: TEXT_AND_JSON,
});

export const mergeSpec = spec({
  description: "merge the inventories of several repositories into one",
  arguments: [
    {
      name: "<inventories...>",
      description:
        "inventory files; name=file sets the name of the repository (default: from the file or its folder)",
    },
  ],
  options: { output: text("-o, --output <file>", "file of the merged inventory, .json or .ion") },
  formats: TEXT_AND_JSON,
  details: "\nQuery the result with --store: `assets impact <asset> --store all.json`.",
});

export const driftSpec = spec({
  description: "compare the inventory with the assets recorded by runs",
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
