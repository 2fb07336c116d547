import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { type ServerOptions, serve } from "./server.ts";

/** Serves an editor on standard input and output. The process ends with the connection. */
export function startLanguageServer(options: ServerOptions): void {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), options);
}
