/*
 * Each script passes the words up to the cursor to `assets __complete` and takes its lines as they are: no line is
 * evaluated, and `__complete` prints no name with a character that a shell could read.
 */

const BASH = `# assets completion for bash: eval "$(assets completion bash)"
_assets() {
  local line="\${COMP_LINE:0:COMP_POINT}" breaks="\${COMP_WORDBREAKS//[^:=@]/}" word kept="" words
  read -ra words <<< "$line"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  word="\${words[\${#words[@]}-1]}"
  # bash completes only what follows the last ":" or "=", or begins with the last "@".
  [[ -n "$breaks" ]] && kept="\${word%"\${word##*[$breaks]}"}"
  kept="\${kept%@}"
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line#"$kept"}")
  done < <(assets __complete "\${words[@]:1}" 2>/dev/null)
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
