import { oneOf, positiveNumber, text, wholeNumber } from "../option.ts";
import {
  activation,
  includeInferred,
  limit,
  pictureOptions,
  settings,
  staged,
  values,
} from "./shared-options.ts";
import { PICTURES, spec, TEXT_AND_JSON } from "./spec.ts";

export const diffSpec = spec({
  description: "report the differences, impact and owners of a change",
  arguments: [
    {
      name: "[revisions...]",
      description:
        "none: HEAD and the working tree; one: its merge base with HEAD, and the working tree; two: both",
    },
  ],
  options: {
    staged,
    settings,
    values,
    includeInferred,
    failOn: oneOf(
      "--fail-on <category>",
      "minimum category that fails",
      ["any", "metadata", "additive", "lineage", "breaking", "never"],
      "any",
    ),
    depth: wholeNumber("--depth <number>", "maximum distance from changed assets in pictures (default: 1)"),
    limit,
    ...pictureOptions,
    output: text("-o, --output <file>", "file for the picture or page (default: standard output)"),
  },
  formats: [...TEXT_AND_JSON, "markdown", "html", ...PICTURES],
});

export const affectedSpec = spec({
  description: "list the flows and assets affected by changed flow files",
  arguments: [{ name: "[revisions...]", description: "as in diff (default: HEAD)" }],
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

export const logSpec = spec({
  description: "show the history of an asset: writers, readers and metadata",
  arguments: [{ name: "<asset>", description: "id of a current or removed asset" }],
  options: {
    values,
    limit: positiveNumber("--limit <number>", "maximum number of commits; the latest are shown"),
  },
  formats: TEXT_AND_JSON,
});
