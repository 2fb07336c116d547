#!/usr/bin/env bash
# Tests `assets explore` in a real terminal of tmux: search, focus, history, impact, suspension, a smaller window, and
# three ways to exit.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v tmux >/dev/null || { echo "skipped: tmux is not available, so the terminal view is not tested"; exit 0; }
root=$PWD
columns=${1:-80}
rows=${2:-24}
place=$(mktemp -d)
socket="assets-$$"
# A shell can add a file while it exits.
trap 'tmux -L "$socket" kill-server 2>/dev/null || true; sleep 0.5; rm -rf "$place"' EXIT
cp -r fixtures/flows "$place/flows"
tmux -L "$socket" new-session -d -x "$columns" -y "$rows" "cd '$place' && env -u CI -u NO_COLOR HOME='$place' HISTFILE= PS1='$ ' EDITOR=true bash --norc"

press() { tmux -L "$socket" send-keys "$@"; }

# Waits until the screen contains a text.
see() {
  for _ in $(seq 100); do
    if tmux -L "$socket" capture-pane -pJ | grep -qF -- "$1"; then return; fi
    sleep 0.1
  done
  echo "\"$1\" is missing on the screen:"
  tmux -L "$socket" capture-pane -p
  exit 1
}

# Compares the screen with one in docs/explore.md. Both have 80 columns.
shown_in_docs() {
  [ "$columns" = 80 ] || return 0
  for _ in $(seq 30); do
    tmux -L "$socket" capture-pane -p >"$place/screen"
    if node test/terminal/docs-screen.mjs "$1" "$place/screen"; then return; fi
    sleep 0.1
  done
  echo "the screen differs from screen $1 of docs/explore.md:"
  cat "$place/screen"
  exit 1
}

command_is() { until [ "$(tmux -L "$socket" display-message -p '#{pane_current_command}')" = "$1" ]; do sleep 0.1; done; }

# Checks the exit code of the last command, and that the previous screen is restored.
left_with() {
  command_is bash
  press 'echo code $?' Enter
  see "code $1"
  see "explore"
}

# An error is red on a terminal, and an export without a format explains the choice.
on_terminal() { (cd "$place" && env -u CI -u NO_COLOR TERM=xterm script -qec "node '$root/bin/assets.js' $1" /dev/null </dev/null || true); }
on_terminal "list nosuch" | grep -qF $'\e[31merror:\e[39m no asset "nosuch"'
on_terminal export | grep -qF "assets export --format svg -o assets.svg"
(cd "$place" && TERM=dumb script -qec "node '$root/bin/assets.js' explore" /dev/null </dev/null || true) | grep -qF "but TERM is dumb"
rm -rf "$place/.assets"

# A prompt for missing blueprint arguments repeats until the values are valid.
blueprint="node '$root/bin/assets.js' blueprint render '$root/fixtures/blueprints/blueprints/ingest.yaml'"
press "$blueprint --arg domain=Ops -o ops.yaml" Enter
see "one of Sales and Finance:"
press "Marketing" Enter
see '"Marketing" is not among the values'
press "Sales" Enter
see "Tables to load"
press "orders, refunds" Enter
command_is bash
grep -qF "ops.refunds" "$place/ops.yaml"
press "clear; $blueprint" Enter
see "STRING  Domain:"
press C-c
see "the question has no answer"
press "clear" Enter
rm "$place/ops.yaml"

press "node '$root/bin/assets.js' explore" Enter
see "Assets 45 of 45"
press / ; press trips; see "/trips"; press Enter
see "filter: trips"
press Enter; see "● trips"
shown_in_docs 1
press i; see "2 assets downstream"
shown_in_docs 2
press d; press Enter; see "● avg_passenger_count"
press BSpace; see "● trips"
press o; see "opened flows/data/data_pipeline_assets.yml"
press C-z; see "Stopped"
press fg Enter; see "Assets 1 of 45"
tmux -L "$socket" resize-window -x 60 -y 20
see "Assets 1 o…"
[ "$(tmux -L "$socket" capture-pane -p | wc -l)" = 20 ]
tmux -L "$socket" resize-window -x "$columns" -y "$rows"
press q
left_with 0

# Ctrl-C in an editor ends only the editor, and the variable CI does not hide the screen.
printf '#!/bin/sh\necho editing\nexec sleep 60\n' >"$place/editor"
chmod +x "$place/editor"
press clear Enter
press "CI=true EDITOR='$place/editor' node '$root/bin/assets.js' explore trips" Enter
see "● trips"
press o; see "editing"
press C-c; see "ended with SIGINT"
press C-c
left_with 0

press clear Enter
press "node '$root/bin/assets.js' explore trips" Enter
see "● trips"
pkill -TERM -P "$(tmux -L "$socket" display-message -p '#{pane_pid}')"
left_with 143
echo "terminal view: passed with $columns columns"
