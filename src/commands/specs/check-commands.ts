import { CI_SYSTEMS } from "../../workspace/starter/ci-systems.ts";
import { flag, listOption, oneOf, positiveNumber, text, wholeNumber } from "../option.ts";
import { checkSettings, exclude, values } from "./shared-options.ts";
import { spec, TEXT_AND_JSON } from "./spec.ts";

export const lintSpec = spec({
  description: "find declarations that Kestra drops, rejects or misreads",
  arguments: [
    {
      name: "[paths...]",
      description: "files and folders (default: paths in the configuration, or current folder)",
    },
  ],
  options: {
    rule: listOption("--rule <id>", "check only this rule (repeatable)"),
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
    limit: positiveNumber(
      "--limit <number>",
      "maximum findings in text and JSON; all count for the exit code",
    ),
    stdinFilename: text("--stdin-filename <file>", "with the path -: file name of standard input"),
    listRules: flag("--list-rules", "list the rules"),
  },
  formats: "own",
  details: `
--format is repeatable and accepts a file:
  --format text --format sarif=lint.sarif
Formats: text, json, sarif, github, gitlab, junit, markdown.

For a folder, only its files are read. For a file, all configured paths (or the
current folder) are read as context.
Exit codes: 0 success, 1 findings, 2 usage or configuration error, 3 no flows.`,
});

export const explainSpec = spec({
  description: "explain a lint rule",
  arguments: [{ name: "<rule>", description: "rule id" }],
  options: {},
  formats: TEXT_AND_JSON,
});

export const configSpec = spec({
  description: "print the effective configuration",
  arguments: [],
  options: {},
  formats: TEXT_AND_JSON,
});

export const initSpec = spec({
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
