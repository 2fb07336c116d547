import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { AgentProject } from "../workspace/agent/answers.ts";
import { createServer } from "./server.ts";

/** Serves an agent on standard input and output. The process ends with its input. */
export function startAgentServer(version: string, project: () => Promise<AgentProject>): void {
  serveStdio(() => createServer(version, project));
}
