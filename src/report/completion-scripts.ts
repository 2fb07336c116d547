/*
 * Each script passes the words up to the cursor to `assets __complete` and takes its lines as they are: no line is
 * evaluated, and `__complete` prints no name with a character that a shell could read.
 */

const BASH = `# assets completion for bash: eval "$(assets completion bash)"
_assets() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(assets __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _assets assets
`;

const ZSH = `#compdef assets
# assets completion for zsh: eval "$(assets completion zsh)", after compinit
_assets() {
  local -a found
  found=("\${(@f)$(assets __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then
    compadd -a found
  else
    _files
  fi
}
compdef _assets assets
`;

const FISH = `# assets completion for fish: assets completion fish | source
function __assets_complete
  set -l words (commandline -opc)
  assets __complete $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c assets -a '(__assets_complete)'
`;

/** The completion script of each shell. */
export const COMPLETION_SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH } as const;
