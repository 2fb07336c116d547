#!/usr/bin/env bash
# Drives `assets explore` in a real terminal of tmux through search, focus, history, impact, suspension and exit.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v tmux >/dev/null || { echo "there is no tmux: the scenario in a terminal is left out"; exit 0; }
root=$PWD
place=$(mktemp -d)
socket="assets-$$"
# A shell that is still ending may add a file.
trap 'tmux -L "$socket" kill-server 2>/dev/null || true; sleep 0.5; rm -rf "$place"' EXIT
cp -r fixtures/flows "$place/flows"
tmux -L "$socket" new-session -d -x "${1:-80}" -y "${2:-24}" "cd '$place' && env -u CI -u NO_COLOR HOME='$place' HISTFILE= PS1='$ ' EDITOR=true bash --norc"

press() { tmux -L "$socket" send-keys "$@"; }

# Waits until the screen has a text.
see() {
  for _ in $(seq 100); do
    if tmux -L "$socket" capture-pane -p | grep -qF -- "$1"; then return; fi
    sleep 0.1
  done
  echo "the screen has no \"$1\":"
  tmux -L "$socket" capture-pane -p
  exit 1
}

press "node '$root/bin/assets.js' explore" Enter
see "Assets 44 of 44"
press / ; press trips; see "/trips"; press Enter
see "filter: trips"
press Enter; see "● trips"
press i; see "2 assets downstream"
press d; press Enter; see "● avg_passenger_count"
press BSpace; see "● trips"
press o; see "opened flows/data/data_pipeline_assets.yml"
press C-z; see "Stopped"
press fg Enter; see "Assets 1 of 44"
press q
until [ "$(tmux -L "$socket" display-message -p '#{pane_current_command}')" = bash ]; do sleep 0.1; done
press 'echo code $?' Enter; see "code 0"
echo "the scenario in a terminal of ${1:-80} columns is complete"
