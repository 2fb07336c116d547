import { COMPLETION_SCRIPTS } from "../report/completion-scripts.ts";
import { AssetsError } from "../util/errors.ts";
import type { CommandAction } from "./context.ts";
import type { Shell } from "./specs/server-commands.ts";

export const run: CommandAction<"completion", [shell: Shell | string]> = async (context, _options, shell) => {
  if (!Object.hasOwn(COMPLETION_SCRIPTS, shell)) {
    throw new AssetsError(`no completion for the shell "${shell}"`, {
      hint: "Shells are bash, zsh and fish.",
    });
  }
  return context.print({ output: COMPLETION_SCRIPTS[shell as Shell], exitCode: 0 });
};
