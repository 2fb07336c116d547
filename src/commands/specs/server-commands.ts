import { flag } from "../option.ts";
import { spec } from "./spec.ts";

/** Shells with completion. */
export type Shell = "bash" | "zsh" | "fish";

export const completion = spec({
  description: "print the completion script of a shell",
  arguments: [{ name: "<shell>", description: "bash, zsh or fish" }],
  options: {},
  formats: ["text"],
  details: `
bash:  eval "$(assets completion bash)"       in ~/.bashrc
zsh:   eval "$(assets completion zsh)"        in ~/.zshrc, after compinit
fish:  assets completion fish | source        in ~/.config/fish/config.fish`,
});

export const lsp = spec({
  description: "serve an editor by the Language Server Protocol",
  arguments: [],
  options: { stdio: flag("--stdio", "use standard input and output (default)") },
  formats: ["text"],
  details: "\nAn editor starts this command; see docs/editor.md.",
});

export const mcp = spec({
  description: "serve an agent by the Model Context Protocol; all tools only read",
  arguments: [],
  options: {},
  formats: ["text"],
  details: "\nAn agent's client starts this command in the folder of the flows; see docs/editor.md.",
});
