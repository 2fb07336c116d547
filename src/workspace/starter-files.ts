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
export function starterFiles(folder: string): readonly StarterFile[] {
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
      text: WORKFLOW,
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

# Kestra release of the flows; some rules depend on it: "1.2", "1.3" or "2.0".
# kestra: "2.0"

# Severity of each rule: error, warning, notice or off.
# rules:
#   many-writers: off
`;
}

const HOOK = `  - repo: local
    hooks:
      - id: assets-lint
        name: assets lint
        entry: npx --no-install assets lint
        language: system
        files: \\.ya?ml$
        require_serial: true
`;

/** Without `--no-install` npx would fetch whatever package has that name. */
const WORKFLOW = `name: assets
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read

jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0
        with:
          node-version: 22
      # Requires the program in the development dependencies.
      - run: npm ci
      - run: npx --no-install assets lint --format github
`;
