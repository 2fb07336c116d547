# Sourced by every step of action.yml. Supports bash 3.2 and later. A pull request controls the content of the workspace:
# programs and settings from it are not used.

# These can contain relative paths, which point into the workspace.
unset NODE_OPTIONS NODE_PATH CDPATH

workspace="$(cd -P -- "$GITHUB_WORKSPACE" && pwd)"

# Whether a folder is the workspace or inside it, after resolving links. An inaccessible folder counts as inside.
in_workspace() {
  local real
  real="$(cd -P -- "$1" 2> /dev/null && pwd)" || return 0
  [[ "$real/" == "$workspace/"* ]]
}

# The PATH without relative folders and without folders inside the workspace.
safe_path() {
  local rest="$PATH:" safe="" entry
  while [ -n "$rest" ]; do
    entry="${rest%%:*}"
    rest="${rest#*:}"
    if [[ "$entry" == /* ]] && ! in_workspace "$entry"; then safe="$safe:$entry"; fi
  done
  printf '%s' "${safe#:}"
}

PATH="$(safe_path)"
export PATH

# The path of the current folder relative to the workspace, with a trailing slash; empty for the workspace itself.
within() {
  local here
  here="$(pwd -P)"
  here="${here#"$workspace"}"
  here="${here#/}"
  printf '%s' "${here:+$here/}"
}

# Escapes of workflow commands. Source: actions/toolkit, packages/core/src/command.ts.
escape_data() {
  local text="$1"
  text="${text//%/%25}"
  text="${text//$'\r'/%0D}"
  text="${text//$'\n'/%0A}"
  printf '%s' "$text"
}

# annotate <error|notice> <text>: writes one message. The text may quote the pull request, so it is escaped.
annotate() { printf '::%s::%s\n' "$1" "$(escape_data "$2")"; }

# relay <exit code> <file>: annotates the stderr output of the program.
relay() {
  local kind=notice text
  text="$(cat -- "$2")"
  if [ "$1" -gt 1 ]; then kind=error; fi
  if [ -n "$text" ]; then annotate "$kind" "${text#error: }"; fi
}

fail() {
  annotate error "$1"
  exit 1
}

# The program of this action, in the current folder.
assets() { node "$GITHUB_ACTION_PATH/bin/assets.js" "$@"; }
