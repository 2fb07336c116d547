#!/usr/bin/env bash
# Packs the last build with `npm pack`. Checks its list of files, and runs it on each supported version of Node. Needs
# npm, and a registry for the package `node`; unavailable versions of Node are skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
versions=("$@")
[ $# -gt 0 ] || versions=(20.19.0 22 24)

npm pack --silent --ignore-scripts --pack-destination "$scratch" > "$scratch/name"
tarball="$scratch/$(cat "$scratch/name")"
tar -tzf "$tarball" | sed 's,^package/,,' | sort > "$scratch/files"
unwanted=$(grep -E '\.map$|\.test\.|(^|/)test/|\.ts\.|^src/|^dist/(cli|commands)/|^fixtures/|\.(svg|png)$' "$scratch/files" || true)
if [ -n "$unwanted" ]; then
  printf 'package: these are of no use to anybody:\n%s\n' "$unwanted" >&2
  exit 1
fi
for wanted in LICENSE README.md package.json bin/assets.js dist/index.js dist/index.d.ts program/main.js program/build-id.txt \
  schema/config.schema.json schema/inventory.schema.json schema/findings.schema.json schema/drift.schema.json docs/lint.md; do
  grep -qx "$wanted" "$scratch/files" || { printf 'package: %s is missing\n' "$wanted" >&2; exit 1; }
done
echo "package: $(wc -l < "$scratch/files") files, $(($(stat -c %s "$tarball") / 1024)) KiB"

# An install from git: npm prepares a clone, which builds the program.
if revision=$(git rev-parse HEAD 2> /dev/null); then
  spec="git+file://$PWD#$revision"
  npm install --silent --no-audit --no-fund --global --install-links --prefix "$scratch/from-git" "$spec"
  [ "$("$scratch/from-git/bin/assets" --version)" = "$(node -p 'require("./package.json").version')" ]
  if npm install --no-audit --no-fund --global --prefix "$scratch/linked" "$spec" > "$scratch/refused" 2>&1; then
    echo "package: npm now installs from git without --install-links: remove the option" >&2
    exit 1
  fi
  grep -q -- 'without --install-links. Add that option' "$scratch/refused" || { cat "$scratch/refused" >&2; exit 1; }
  echo "package: installs from git with npm $(npm --version)"
fi

npm_cli=$(node -e 'console.log(require("node:fs").realpathSync(process.argv[1]))' "$(command -v npm)")
for version in "${versions[@]}"; do
  mkdir -p "$scratch/node-$version"
  if ! npm install --silent --no-audit --no-fund --prefix "$scratch/node-$version" "node@$version" > /dev/null 2>&1; then
    echo "package: skipped: Node $version is not available"
    continue
  fi
  PATH="$scratch/node-$version/node_modules/.bin:$PATH"
  export PATH
  prefix="$scratch/installed-$version"
  node "$npm_cli" install --silent --no-audit --no-fund --global --prefix "$prefix" "$tarball"
  rm -rf "$scratch/flows"
  cp -R fixtures/flows "$scratch/flows"
  (
    cd "$scratch"
    "$prefix/bin/assets" scan flows > scanned
    "$prefix/bin/assets" impact sample_data.nyc.taxi > impact
    "$prefix/bin/assets" lint flows --format sarif > /dev/null
    "$prefix/bin/assets" export --format svg -o picture.svg
  )
  grep -q '^  edges         37' "$scratch/scanned"
  grep -q '^3 assets downstream' "$scratch/impact"
  grep -q '<svg' "$scratch/picture.svg"
  cat > "$scratch/api.mjs" <<SCRIPT
import { openWorkspace } from "$prefix/lib/node_modules/flow-assets/dist/index.js";
const workspace = await openWorkspace({ folder: process.argv[2] });
const { inventory } = await workspace.read({ paths: ["flows"], settings: {} });
if (inventory.assets.length !== 45) throw new Error("the API finds " + inventory.assets.length + " assets");
SCRIPT
  node "$scratch/api.mjs" "$scratch"
  echo "package: installs and works on Node $(node --version)"
done
