import { flag } from "../option.ts";
import { spec } from "./spec.ts";

/** Shells with completion. */
export type Shell = "bash" | "zsh" | "fish";

export const completionSpec = spec({
  description: "print the completion script for a shell",
  arguments: [{ name: "<shell>", description: "bash, zsh or fish" }],
  options: {},
  formats: ["text"],
  details: `
bash:  eval "$(assets completion bash)"       in ~/.bashrc
zsh:   eval "$(assets completion zsh)"        in ~/.zshrc, after compinit
fish:  assets completion fish | source        in ~/.config/fish/config.fish`,
});

export const lspSpec = spec({
  description: "run the language server for editors (Language Server Protocol)",
  arguments: [],
  options: { stdio: flag("--stdio", "use standard input and output (default)") },
  formats: ["text"],
  details: "\nEditors start this command; see docs/editor.md.",
});

export const mcpSpec = spec({
  description: "run the server for agents (Model Context Protocol); all tools are read-only",
  arguments: [],
  options: {},
  formats: ["text"],
  details: "\nAgents start this command in the folder of the flows; see docs/editor.md.",
});
