#!/usr/bin/env bash
# Runs the hooks of the last commit under the real pre-commit, in a scratch repository: findings are limited to changed
# files, but depend on all files. Needs pre-commit (a Debian package), git, Node and npm.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && git rev-parse --show-toplevel)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PRE_COMMIT_HOME="$scratch/cache" PRE_COMMIT_COLOR=never
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

fail() {
  printf 'pre-commit: %s\n' "$1" >&2
  [ ! -s "$scratch/output" ] || cat "$scratch/output" >&2
  exit 1
}
# Commits the staged changes. The output of the hooks is in $scratch/output.
commits() { git commit -q -m "$1" >"$scratch/output" 2>&1; }
shows() { grep -qF -- "$1" "$scratch/output" || fail "the output lacks: $1"; }
hides() { ! grep -qF -- "$1" "$scratch/output" || fail "the output must not have: $1"; }

flow() {
  cat <<FLOW
id: $1
namespace: company.team
tasks:
  - id: work
    type: io.kestra.plugin.jdbc.duckdb.Query
    assets:
      $2:
        - id: $3
          type: $4
FLOW
}

mkdir "$scratch/repository"
cd "$scratch/repository"
git init -q -b main .
cat >.pre-commit-config.yaml <<CONFIG
repos:
  - repo: $source
    rev: $(git -C "$source" rev-parse HEAD)
    hooks:
      - id: assets-lint
      - id: assets-scan-check
        stages: [manual]
CONFIG
mkdir flows
flow writer outputs orders TABLE >flows/writer.yaml
flow broken outputs "not an id" TABLE >flows/broken.yaml
git add . && commits "before there were hooks"
pre-commit install >/dev/null

flow reader inputs customers TABLE >flows/reader.yaml
git add . && commits "a good flow" || fail "a good flow must pass, whatever stands in other files"
hides "flows/broken.yaml"

flow reader inputs orders FILE >flows/reader.yaml
git add . && ! commits "a conflict" || fail "a conflict with a file that did not change must fail"
shows 'flows/reader.yaml:9:17: error: the asset "orders" has 2 types'
shows "flows/writer.yaml:9:17"
hides "flows/broken.yaml"

flow reader inputs orders TABLE >flows/reader.yaml
printf 'name: ci\non: push\njobs: {}\n' >workflow.yml
git add . && commits "agreed" || fail "files that are no flows must pass"

flow broken outputs id TABLE >flows/broken.yaml
flow broken outputs "still not" TABLE >flows/broken.yaml
git add . && ! commits "still broken" || fail "an invalid id must fail"
shows 'flows/broken.yaml:8:15: error: "still not" is not a valid asset id'
git checkout -q HEAD -- flows

! pre-commit run --hook-stage manual assets-scan-check --all-files >"$scratch/output" 2>&1 ||
  fail "without an inventory the check must fail"
program=$(find "$PRE_COMMIT_HOME" -path '*/bin/assets' | head -n 1)
[ -n "$program" ] || fail "the hook's program is not where it is expected"
"$program" scan >/dev/null
pre-commit run --hook-stage manual assets-scan-check --all-files >"$scratch/output" 2>&1 ||
  fail "an inventory of today must pass"
flow more outputs more TABLE >flows/more.yaml
git add .
! pre-commit run --hook-stage manual assets-scan-check --all-files >"$scratch/output" 2>&1 ||
  fail "an inventory of yesterday must fail"

echo "pre-commit: both hooks passed"
