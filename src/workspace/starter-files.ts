import { existsSync } from "node:fs";
import { join } from "node:path";

export interface StarterFile {
  readonly path: string;
  readonly text: string;
  /** What to add by hand to a file that is there already. */
  readonly advice?: string;
}

const FOLDERS = ["flows", "_flows", "kestra/flows", "src/main/flows"];

/** The files that `init` writes in a folder. */
export function starterFiles(folder: string, version: string): readonly StarterFile[] {
  const flows = FOLDERS.find((name) => existsSync(join(folder, name))) ?? ".";
  return [
    { path: present(folder, "assets.config.yaml", "assets.config.yml"), text: configText(flows) },
    {
      path: ".pre-commit-config.yaml",
      text: `repos:\n${HOOK}`,
      advice: `  add to "repos":\n${HOOK.trimEnd()}`,
    },
    {
      path: present(folder, ".github/workflows/assets.yml", ".github/workflows/assets.yaml"),
      text: workflowText(version),
    },
  ];
}

/** The other name of a file where only that is there: a second file would take the place of the first. */
function present(folder: string, path: string, other: string): string {
  return !existsSync(join(folder, path)) && existsSync(join(folder, other)) ? other : path;
}

function configText(flows: string): string {
  return `# yaml-language-server: $schema=./node_modules/flow-assets/schema/config.schema.json
paths:
  - ${flows}

# The release of Kestra that runs the flows decides some rules: "1.2", "1.3" or "2.0".
# kestra: "2.0"

# How grave a finding is, by rule: error, warning, notice or off.
# rules:
#   many-writers: off
`;
}

const HOOK = `  - repo: local
    hooks:
      - id: assets-lint
        name: assets lint
        entry: npx assets lint
        language: system
        files: \\.ya?ml$
        require_serial: true
`;

function workflowText(version: string): string {
  return `name: assets
on:
  pull_request:
  push:
    branches: [main]

jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes flow-assets@${version} lint --format github
`;
}
