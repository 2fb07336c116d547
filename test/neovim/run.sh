#!/usr/bin/env bash
# Tests `assets lsp` in Neovim, configured as in docs/editor.md: opens a flow, receives findings, hovers, jumps to a
# producer, and applies a correction. NVIM selects a Neovim other than the one on the PATH.
set -euo pipefail
cd "$(dirname "$0")/../.."
nvim=${NVIM:-nvim}
command -v "$nvim" >/dev/null || { echo "skipped: Neovim is not available, so the language server is not tested in an editor"; exit 0; }
root=$PWD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp -r fixtures/flows "$place/flows"
cat > "$place/flows/new.yaml" <<'YAML'
id: new
namespace: kestra.company.data
tasks:
  - {id: note, type: io.kestra.plugin.core.log.Log, message: "größe 🙂", assets: {output: []}}
  - id: read
    type: io.kestra.plugin.core.log.Log
    assets:
      inputs:
        - id: trips
YAML
mkdir "$place/bin"
ln -s "$root/bin/assets.js" "$place/bin/assets"
cd "$place"
ASSETS_DOCS="$root/docs/editor.md" PATH="$place/bin:$PATH" HOME="$place" timeout 60 \
  "$nvim" --headless --clean -u NONE -c "luafile $root/test/neovim/scenario.lua" flows/new.yaml
grep -q "assets: {outputs: \[\]}" flows/new.yaml
test ! -e .assets
echo "Neovim $("$nvim" --version | sed -n '1s/NVIM v//p'): findings, hover, definition and a correction"
