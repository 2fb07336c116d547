import { startAgentServer } from "../mcp/start.ts";
import type { ExitCode } from "../util/errors.ts";
import { programVersion } from "../util/version.ts";
import type { AgentProject } from "../workspace/agent/answers.ts";
import { openSession } from "../workspace/editor/session.ts";
import type { CommandAction } from "./context.ts";

export const run: CommandAction<"mcp"> = async (context) => {
  const open = async (): Promise<AgentProject> => {
    const workspace = await context.workspace();
    return { workspace, session: await openSession(workspace) };
  };
  let opened: Promise<AgentProject> | undefined;
  startAgentServer(programVersion(), async () => {
    opened ??= open();
    try {
      const project = await opened;
      project.session.refresh();
      return project;
    } catch (error) {
      // The next call reads a corrected configuration.
      opened = undefined;
      throw error;
    }
  });
  return new Promise<ExitCode>(() => {});
};
