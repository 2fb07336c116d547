#!/usr/bin/env bash
# Runs the first step of the action in a checkout of the last commit with the real npm, and then the built program.
# Needs git, Node, npm and a registry. test/action/install.test.ts tests the other cases with a local registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export GITHUB_ACTION_PATH="$scratch/_actions/example/flow-assets/v1" GITHUB_WORKSPACE="$scratch/flows/flows"
export RUNNER_TEMP="$scratch/_temp" GITHUB_OUTPUT="$scratch/output" BASH_ENV="" EVENT=pull_request
mkdir -p "$GITHUB_ACTION_PATH" "$GITHUB_WORKSPACE" "$RUNNER_TEMP"
git archive HEAD | tar -x -C "$GITHUB_ACTION_PATH"
node -e 'process.stdout.write(require("yaml").parse(fs.readFileSync("action.yml", "utf8")).runs.steps[0].run)' \
  > "$RUNNER_TEMP/step.sh"
step() { (cd "$GITHUB_WORKSPACE" && bash --noprofile --norc -e -o pipefail "$RUNNER_TEMP/step.sh"); }

printf 'registry=http://127.0.0.1:9/\n' > "$GITHUB_WORKSPACE/.npmrc"
step
[ "$(cat "$GITHUB_OUTPUT")" = ready=true ]
cp -R fixtures/flows "$GITHUB_WORKSPACE"
(cd "$GITHUB_WORKSPACE" && node "$GITHUB_ACTION_PATH/bin/assets.js" lint flows)
before=$(find "$GITHUB_ACTION_PATH/program" -newer "$RUNNER_TEMP/step.sh" | wc -l)
[ "$before" -gt 0 ]
touch "$RUNNER_TEMP/step.sh"
step
[ "$(find "$GITHUB_ACTION_PATH/program" -newer "$RUNNER_TEMP/step.sh" | wc -l)" = 0 ]
echo "action: installed and built once in a checkout"
