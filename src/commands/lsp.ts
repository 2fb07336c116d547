import { startLanguageServer } from "../lsp/start.ts";
import type { ExitCode } from "../util/errors.ts";
import { programVersion } from "../util/version.ts";
import { openSession } from "../workspace/editor/session.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"lsp"> = ({ folder, workspace }) => {
  startLanguageServer({
    ...{ version: programVersion(), folder },
    open: async (root) => openSession(await workspace(root)),
  });
  return new Promise<ExitCode>(() => {});
};
