import { type ProgramSource, programCalls } from "./program-source.ts";

const CHECKOUT = `      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          # The comparison needs the merge base.
          fetch-depth: 0
          persist-credentials: false
`;

const SETUP_NODE = `      - uses: actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0
        with:
          node-version: 22
`;

/**
 * A workflow that reports on pull requests and lints. With the action it also keeps a comment on the pull request.
 *
 * @param prefix folder of the configuration from the root, with a slash at its end, or ""
 */
export function githubText(source: ProgramSource, prefix: string): string {
  const folder = prefix.replace(/\/$/, "");
  const isAction = source.kind === "git" && source.action !== undefined;
  const permissions = isAction ? "  pull-requests: write # for the comment\n" : "";
  return `name: assets${folder === "" ? "" : ` of ${folder}`}
on: pull_request
permissions:
  contents: read
${permissions}
jobs:
  assets:
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}${isAction ? actionSteps(`${source.action}@${source.revision}`, folder) : SETUP_NODE + programSteps(source, folder)}`;
}

function actionSteps(uses: string, folder: string): string {
  const where = folder === "" ? "" : `          working-directory: ${JSON.stringify(folder)}\n`;
  return `      - uses: ${uses}
        with:
${where}          # Minimum category of a difference that fails the job: any, metadata, additive, lineage, breaking or never.
          fail-on: never
`;
}

function programSteps(source: ProgramSource, folder: string): string {
  const { install, assets } = programCalls(source);
  const where = folder === "" ? "" : `        working-directory: ${JSON.stringify(folder)}\n`;
  return `      - run: ${install}
      - name: Report in the job summary
${where}        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: ${assets} diff --format markdown --fail-on never "$BASE" >> "$GITHUB_STEP_SUMMARY"
      - name: Lint
${where}        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: ${assets} lint --format github --settings-from "$BASE"
`;
}
