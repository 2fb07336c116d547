# Sourced by every step of action.yml, in any bash from 3.2 on. The workspace holds whatever a pull request puts there:
# no program and no setting is taken from it.

# They can name files by relative paths.
unset NODE_OPTIONS NODE_PATH CDPATH

workspace="$(cd -P -- "$GITHUB_WORKSPACE" && pwd)"

# Whether a folder is the workspace or lies in it, links followed. A folder that cannot be entered counts as in it.
in_workspace() {
  local real
  real="$(cd -P -- "$1" 2> /dev/null && pwd)" || return 0
  [[ "$real/" == "$workspace/"* ]]
}

# The PATH without relative folders, which count from the workspace, and without folders of the workspace.
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

# The current folder from the workspace on, with a slash at its end; nothing for the workspace itself.
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

# annotate <error|notice> <text>: the text may quote the pull request, and stays one message.
annotate() { printf '::%s::%s\n' "$1" "$(escape_data "$2")"; }

# relay <exit code> <file>: what the program wrote to stderr.
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
